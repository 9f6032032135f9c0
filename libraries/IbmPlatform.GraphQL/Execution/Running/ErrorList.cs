using IbmPlatform.GraphQL.Errors;
using IbmPlatform.GraphQL.Execution.Planning;

namespace IbmPlatform.GraphQL.Execution.Running;

/// <summary>The field errors of a run, told in the order of the response, whatever order they came in.</summary>
internal sealed class ErrorList(OperationRun run)
{
    private List<(PathSegment[] Path, GraphQLError Error)>? _errors;
    private int _leftOut;

    /// <summary>The error told last; null when there is none.</summary>
    public GraphQLError? Latest { get; private set; }

    public void Add(List<PathSegment> path, FieldPlan field, Exception failure)
    {
        _errors ??= [];
        if (!run.MayTellError())
        {
            _leftOut++;
            Latest ??= LeftOut();
            return;
        }

        Latest = Describe(run, path, field, failure);
        _errors.Add(([.. path], Latest));
    }

    public List<GraphQLError> InOrder()
    {
        if (_errors is null) return [];
        _errors.Sort(static (a, b) => Compare(a.Path, b.Path));
        var errors = _errors.ConvertAll(e => e.Error);
        if (_leftOut > 0) errors.Add(LeftOut());
        return errors;
    }

    public static GraphQLError Describe(OperationRun run, List<PathSegment> path, FieldPlan field, Exception failure)
    {
        if (failure is not GraphQLException told)
        {
            run.Options.OnInternalError?.Invoke(failure, run.Context, ToPath(path));
            told = new GraphQLException("Internal error; the log has the cause under this trace id.", ExecutionErrorCodes.InternalError);
        }

        return told.Error with
        {
            Path = [.. path.Select(s => s.Field?.ResponseName ?? (object)s.Index)],
            Locations = [.. field.Nodes.Where(n => n.Location.IsKnown).Select(n => n.Location.ToSourceLocation())],
        };
    }

    private GraphQLError LeftOut() => GraphQLError.WithCode(
        $"{_leftOut} more errors are left out; the limit ({nameof(ExecutorOptions.MaxErrors)}) is {run.Options.MaxErrors}.", ExecutionErrorCodes.LimitExceeded);

    public static ResponsePath ToPath(IEnumerable<PathSegment> segments)
    {
        ResponsePath? path = null;
        foreach (var (field, index) in segments)
        {
            path = field is null ? ResponsePath.ForItem(path, index) : ResponsePath.ForField(path, field.ResponseName);
        }

        return path!;
    }

    private static int Compare(PathSegment[] a, PathSegment[] b)
    {
        for (var i = 0; i < Math.Min(a.Length, b.Length); i++)
        {
            var order = Order(a[i]).CompareTo(Order(b[i]));
            if (order != 0) return order;
        }

        return a.Length.CompareTo(b.Length);
    }

    private static int Order(PathSegment segment) => segment.Field?.Ordinal ?? segment.Index;
}
