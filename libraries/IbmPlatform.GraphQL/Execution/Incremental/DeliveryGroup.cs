using IbmPlatform.GraphQL.Execution.Planning;
using IbmPlatform.GraphQL.Execution.Running;

namespace IbmPlatform.GraphQL.Execution.Incremental;

/// <summary>A deferred fragment at one place of the answer: announced as pending, and completed when all that it asks for is there.</summary>
internal sealed class DeliveryGroup(DeferUsage usage, DeliveryGroup? parent, ObjectGroup origin, int row)
{
    private PathSegment[]? _path;

    public DeferUsage Usage => usage;

    /// <summary>The deferred fragment that it stands in, which is delivered first; null for none.</summary>
    public DeliveryGroup? Parent => parent;

    public string? Label => usage.Label;

    public IReadOnlyList<PathSegment> Path => _path ??= ResultPaths.OfObject(origin, row);

    /// <summary>The number by which the answer refers to it; null before it is announced and after it is completed.</summary>
    public int? Id { get; set; }

    /// <summary>Whether it is part of what was found, and so will be taken on.</summary>
    public bool IsFound { get; set; }

    /// <summary>Whether it has been taken on, or left out for want of an open parent.</summary>
    public bool IsKnown { get; set; }

    /// <summary>Whether its fate is still open.</summary>
    public bool IsOpen { get; set; }

    /// <summary>Whether it has been announced: those inside others wait for them.</summary>
    public bool IsRoot { get; set; }

    public List<DeferredTask> Tasks { get; } = [];

    /// <summary>How many of the tasks have not been delivered, with this group or another.</summary>
    public int UndeliveredTasks { get; set; }

    /// <summary>How many of the tasks have not been executed.</summary>
    public int PendingTasks { get; set; }

    public List<DeliveryGroup> Children { get; } = [];
}
