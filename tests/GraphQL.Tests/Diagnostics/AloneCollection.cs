namespace IbmPlatform.GraphQL.Tests.Diagnostics;

/// <summary>Listeners hear the whole process: these tests run while no others do.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class AloneCollection
{
    public const string Name = "Diagnostics";
}
