namespace IbmPlatform.GraphQL.Server.Tests;

/// <summary>Processor time is the whole process's: these tests run while no others do.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class AloneCollection
{
    public const string Name = "Alone";
}
