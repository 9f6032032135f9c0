using IbmPlatform.GraphQL.Execution.Planning;
using IbmPlatform.GraphQL.Execution.Running;

namespace IbmPlatform.GraphQL.Execution.Incremental;

/// <summary>
/// What is left to deliver, found while a result is written: so what null has taken away is never found. The order is that of the
/// reference implementation where nothing waits: what lies below an object comes before what the object itself defers.
/// </summary>
internal sealed class FoundWork(PartCount parts)
{
    public List<DeliveryGroup> Groups { get; } = [];

    public List<DeferredTask> Tasks { get; } = [];

    public List<ItemStream> Streams { get; } = [];

    /// <summary>A list that there is no room for stays unfound, and so is closed.</summary>
    public void Add(ItemStream stream)
    {
        if (!parts.TryAdd()) return;
        stream.IsFound = true;
        Streams.Add(stream);
    }

    /// <summary>Opens the groups of the deferred fragments that begin at an object.</summary>
    public static DeliveryScope Enter(DeferPlan plan, ObjectGroup origin, int row, DeliveryScope? outer)
    {
        var groups = new List<DeliveryGroup>(plan.Usages.Count);
        var scope = new DeliveryScope(outer, groups);
        foreach (var usage in plan.Usages) groups.Add(new DeliveryGroup(usage, usage.Parent is null ? null : scope.Find(usage.Parent), origin, row));
        return scope;
    }

    /// <summary>Adds what an object defers, once what is below it has been written.</summary>
    public void Leave(DeferPlan plan, ObjectGroup origin, int row, DeliveryScope scope)
    {
        foreach (var usage in plan.Usages)
        {
            if (!parts.TryAdd()) return;
            var group = scope.Find(usage);
            group.IsFound = true;
            Groups.Add(group);
        }

        foreach (var part in plan.Parts) Tasks.Add(new DeferredTask(part, [.. part.Usages.Select(scope.Find)], scope, origin, row));
    }
}
