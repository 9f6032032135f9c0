using IbmPlatform.GraphQL.Errors;
using IbmPlatform.GraphQL.Execution.Planning;
using IbmPlatform.GraphQL.Execution.Running;

namespace IbmPlatform.GraphQL.Execution.Incremental;

/// <summary>Deferred fields of one object: executed once, for all the groups that want them.</summary>
internal sealed class DeferredTask(DeferredPart part, IReadOnlyList<DeliveryGroup> groups, DeliveryScope scope, ObjectGroup origin, int row)
{
    public DeferredPart Part => part;

    public IReadOnlyList<DeliveryGroup> Groups => groups;

    /// <summary>The groups that what is deferred below its fields may belong to.</summary>
    public DeliveryScope Scope => scope;

    public object? Parent => origin.Values[row];

    public IReadOnlyList<PathSegment> Path => ResultPaths.OfObject(origin, row);

    /// <summary>The groups that were still open when the task was found.</summary>
    public List<DeliveryGroup> WaitingGroups { get; } = [];

    /// <summary>The order in which tasks were started; -1 before.</summary>
    public int Started { get; set; } = -1;

    /// <summary>Whether nobody waits for it any more: delivered, or all its groups have failed.</summary>
    public bool IsClosed { get; set; }

    public TaskValue? Value { get; set; }

    public GraphQLError? Failure { get; set; }

    /// <summary>Streams found in it, which begin once it has been delivered.</summary>
    public List<ItemStream> Streams { get; } = [];

    public void AppendPath(List<PathSegment> path) => ResultPaths.AppendObject(path, origin, row);
}

/// <summary>What a task came to: JSON, and the errors in it.</summary>
internal sealed record TaskValue(ReadOnlyMemory<byte> Json, IReadOnlyList<GraphQLError> Errors);
