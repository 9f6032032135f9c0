namespace IbmPlatform.Mongo.Server.Tests.Differential;

/// <summary>What a case asks: a filter with sort and projection, an update, a pipeline.</summary>
internal enum CaseKind
{
    Find,
    Update,
    Aggregate,
}
