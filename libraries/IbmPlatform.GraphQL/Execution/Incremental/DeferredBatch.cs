using IbmPlatform.GraphQL.Execution.Running;

namespace IbmPlatform.GraphQL.Execution.Incremental;

/// <summary>Tasks with the same fields, executed together so that batch resolvers see all objects at once. Task and row have one index.</summary>
internal sealed class DeferredBatch(IReadOnlyList<DeferredTask> tasks) : IUnitPurpose
{
    public IReadOnlyList<DeferredTask> Tasks => tasks;

    public ObjectGroup? Root { get; private set; }

    public ObjectGroup Open(OperationRun run)
    {
        Root = new ObjectGroup(tasks[0].Part.Plan, new ExecutionUnit(run, tasks.Count, this), null, tasks.Count);
        foreach (var task in tasks) Root.Add(task.Parent!, -1);
        return Root;
    }

    public void AppendPath(List<PathSegment> path, int row) => tasks[row].AppendPath(path);
}
