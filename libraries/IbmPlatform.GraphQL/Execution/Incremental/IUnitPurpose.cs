namespace IbmPlatform.GraphQL.Execution.Incremental;

/// <summary>What a unit is executed for, and where its rows stand in the answer.</summary>
internal interface IUnitPurpose
{
    /// <summary>Appends the response path of a row.</summary>
    void AppendPath(List<Running.PathSegment> path, int row);
}
