using IbmPlatform.GraphQL.Errors;
using IbmPlatform.GraphQL.Execution.Planning;

namespace IbmPlatform.GraphQL.Execution.Running;

/// <summary>The field errors of a run, told in the order of the response, whatever order they came in.</summary>
internal sealed class ErrorList(ExecutorOptions options, RequestContext context)
{
    private readonly List<(PathSegment[] Path, GraphQLError Error)> _errors = [];
    private int _leftOut;

    public int Count => _errors.Count + _leftOut;

    public void Add(List<PathSegment> path, FieldPlan field, Exception failure)
    {
        if (_errors.Count >= options.MaxErrors)
        {
            _leftOut++;
            return;
        }

        _errors.Add(([.. path], Describe(path, field, failure)));
    }

    public List<GraphQLError> InOrder()
    {
        _errors.Sort(static (a, b) => Compare(a.Path, b.Path));
        var errors = _errors.ConvertAll(e => e.Error);
        if (_leftOut > 0)
        {
            errors.Add(GraphQLError.WithCode(
                $"{_leftOut} more errors are left out; the limit ({nameof(options.MaxErrors)}) is {options.MaxErrors}.", ExecutionErrorCodes.LimitExceeded));
        }

        return errors;
    }

    private GraphQLError Describe(List<PathSegment> path, FieldPlan field, Exception failure)
    {
        if (failure is not GraphQLException told)
        {
            options.OnInternalError?.Invoke(failure, context, ToPath(path));
            told = new GraphQLException("Internal error; the log has the cause under this trace id.", ExecutionErrorCodes.InternalError);
        }

        return told.Error with
        {
            Path = [.. path.Select(s => s.Field?.ResponseName ?? (object)s.Index)],
            Locations = [.. field.Nodes.Where(n => n.Location.IsKnown).Select(n => n.Location.ToSourceLocation())],
        };
    }

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
