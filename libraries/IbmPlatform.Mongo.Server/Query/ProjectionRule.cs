namespace IbmPlatform.Mongo.Server.Query;

/// <summary>What a projection does with a field.</summary>
internal enum ProjectionRule
{
    /// <summary>The rules are on the fields below.</summary>
    Nested,
    Include,
    Exclude,
    Slice,
    ElementMatch,
}
