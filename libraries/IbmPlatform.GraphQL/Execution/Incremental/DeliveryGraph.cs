using IbmPlatform.GraphQL.Errors;

namespace IbmPlatform.GraphQL.Execution.Incremental;

/// <summary>
/// Which groups wait for which tasks and which groups for which others; decides what is told of each task and item that comes
/// (draft, "Incremental Event Stream").
/// </summary>
internal sealed class DeliveryGraph(PayloadWriter payload)
{
    private readonly HashSet<DeliveryGroup> _groups = [];
    private readonly HashSet<ItemStream> _streams = [];
    private readonly Queue<DeferredTask> _toStart = new();
    private int _started;

    /// <summary>Whether nothing is left to deliver.</summary>
    public bool IsDone => _groups.Count == 0 && _streams.Count == 0;

    /// <summary>The streams that have been announced and have not ended.</summary>
    public IReadOnlyCollection<ItemStream> Streams => _streams;

    /// <summary>Takes on what the initial answer leaves to deliver and announces it.</summary>
    public void Begin(FoundWork work)
    {
        var (groups, streams) = Integrate(work, null);
        groups = WithTasks(groups);
        payload.Announce(groups, streams);
        StartNew(groups, streams);
    }

    /// <summary>The tasks to execute next, in their order.</summary>
    public List<DeferredTask> TakeTasks()
    {
        var tasks = new List<DeferredTask>(_toStart);
        _toStart.Clear();
        return tasks;
    }

    public void Succeed(DeferredTask task, TaskValue value, FoundWork work)
    {
        if (task.IsClosed)
        {
            foreach (var stream in work.Streams) stream.Close();
            return;
        }

        task.Value = value;
        Integrate(work, task);
        var (groups, streams) = (new List<DeliveryGroup>(), new List<ItemStream>());
        foreach (var group in task.Groups)
        {
            if (!group.IsOpen) continue;
            group.PendingTasks--;
            FinishIfDone(group, groups, streams);
        }

        StartNew(groups, streams);
    }

    public void Fail(DeferredTask task, GraphQLError error)
    {
        task.Failure = error;
        if (task.IsClosed) return;
        foreach (var group in task.Groups)
        {
            if (!group.IsOpen || !group.IsRoot) continue;
            payload.Complete(group, error);
            Drop(group);
        }
    }

    public void Deliver(ItemStream stream, IReadOnlyList<(TaskValue Value, FoundWork Work)> items)
    {
        var (groups, streams) = (new List<DeliveryGroup>(), new List<ItemStream>());
        foreach (var (_, work) in items)
        {
            var (newGroups, newStreams) = Integrate(work, null);
            groups.AddRange(WithTasks(newGroups));
            streams.AddRange(newStreams);
        }

        payload.AddItems(stream, items.Select(i => i.Value));
        payload.Announce(groups, streams);
        StartNew(groups, streams);
    }

    public void End(ItemStream stream, GraphQLError? error = null)
    {
        stream.Close();
        _streams.Remove(stream);
        payload.Complete(stream, error);
    }

    /// <summary>Gives up all that has been announced.</summary>
    public void FailAll(GraphQLError error)
    {
        foreach (var group in _groups) payload.Complete(group, error);
        foreach (var stream in _streams)
        {
            stream.Close();
            payload.Complete(stream, error);
        }

        _groups.Clear();
        _streams.Clear();
    }

    private (List<DeliveryGroup> Groups, List<ItemStream> Streams) Integrate(FoundWork work, DeferredTask? parent)
    {
        var roots = new List<DeliveryGroup>();
        foreach (var group in work.Groups) Add(group, parent, roots);
        foreach (var task in work.Tasks) Add(task);
        if (parent is null) return (roots, work.Streams);
        parent.Streams.AddRange(work.Streams);
        return (roots, []);
    }

    /// <summary>Adds a group whose parent is still open, or is found with it: that is added first.</summary>
    private static void Add(DeliveryGroup group, DeferredTask? found, List<DeliveryGroup> roots)
    {
        if (group.IsKnown) return;
        group.IsKnown = true;
        if (group.Parent is { IsFound: true } parent) Add(parent, found, roots);
        if (group.Parent is { IsOpen: false }) return;
        group.IsOpen = true;
        if (group.Parent is not null) group.Parent.Children.Add(group);
        else if (found is null) roots.Add(group);
    }

    private void Add(DeferredTask task)
    {
        var isWanted = false;
        foreach (var group in task.Groups)
        {
            if (!group.IsOpen) continue;
            group.Tasks.Add(task);
            group.UndeliveredTasks++;
            group.PendingTasks++;
            task.WaitingGroups.Add(group);
            isWanted |= group.IsRoot;
        }

        if (isWanted) Start(task);
    }

    private void Start(DeferredTask task)
    {
        if (task.Started < 0)
        {
            task.Started = _started++;
            _toStart.Enqueue(task);
        }
        // It was executed for another group, and this one wants it only now.
        else if (task.Failure is { } failure) Fail(task, failure);
    }

    private void StartNew(List<DeliveryGroup> groups, List<ItemStream> streams)
    {
        // The list grows while it is gone through: a group that is done at once brings the groups inside it.
        for (var i = 0; i < groups.Count; i++)
        {
            var group = groups[i];
            _groups.Add(group);
            group.IsRoot = true;
            foreach (var task in group.Tasks.ToArray())
            {
                if (!task.IsClosed && group.IsOpen) Start(task);
            }

            if (group.IsOpen) FinishIfDone(group, groups, streams);
        }

        foreach (var stream in streams)
        {
            _streams.Add(stream);
            stream.Read();
        }
    }

    private void FinishIfDone(DeliveryGroup group, List<DeliveryGroup> groups, List<ItemStream> streams)
    {
        if (!group.IsRoot || group.PendingTasks > 0) return;
        group.IsOpen = false;
        _groups.Remove(group);
        var begun = new List<ItemStream>();
        foreach (var task in group.Tasks)
        {
            if (task.IsClosed) continue;
            payload.AddData(group, task);
            begun.AddRange(task.Streams);
            Close(task);
        }

        payload.Complete(group);
        var inside = WithTasks(group.Children);
        payload.Announce(inside, begun);
        groups.AddRange(inside);
        streams.AddRange(begun);
    }

    private static void Close(DeferredTask task)
    {
        task.IsClosed = true;
        foreach (var waiting in task.WaitingGroups) waiting.UndeliveredTasks--;
    }

    /// <summary>Leaves out groups that have nothing to deliver: those inside them take their place.</summary>
    private static List<DeliveryGroup> WithTasks(List<DeliveryGroup> groups)
    {
        var kept = new List<DeliveryGroup>();
        foreach (var group in groups)
        {
            if (!group.IsOpen) continue;
            if (group.UndeliveredTasks > 0)
            {
                kept.Add(group);
                continue;
            }

            group.IsOpen = false;
            kept.AddRange(WithTasks(group.Children));
        }

        return kept;
    }

    /// <summary>Drops a failed group, those inside it, and the tasks that nobody else wants.</summary>
    private void Drop(DeliveryGroup group)
    {
        _groups.Remove(group);
        group.IsOpen = false;
        foreach (var task in group.Tasks)
        {
            if (task.IsClosed || task.WaitingGroups.Exists(g => g.IsOpen)) continue;
            foreach (var stream in task.Streams) stream.Close();
            Close(task);
        }

        foreach (var child in group.Children)
        {
            if (child.IsOpen) Drop(child);
        }
    }
}
