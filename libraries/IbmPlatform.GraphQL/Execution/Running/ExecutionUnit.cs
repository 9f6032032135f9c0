using IbmPlatform.GraphQL.Errors;
using IbmPlatform.GraphQL.Execution.Incremental;
using IbmPlatform.GraphQL.Execution.Planning;

namespace IbmPlatform.GraphQL.Execution.Running;

/// <summary>
/// What is executed together and ends where null has nowhere further to propagate to: the initial answer, or objects whose deferred
/// parts or list items come later, each a row with errors of its own.
/// </summary>
internal sealed class ExecutionUnit(OperationRun run, int rows, IUnitPurpose? purpose = null)
{
    private readonly ErrorList?[] _errors = new ErrorList?[rows];
    private GraphQLError?[]? _fatal;

    /// <summary>What becomes of it once it is done; null for the initial answer.</summary>
    public IUnitPurpose? Purpose => purpose;

    /// <summary>Columns that have been started and not been completed.</summary>
    public int Outstanding { get; set; }

    /// <summary>Whether anything has been replaced by null because of an error.</summary>
    public bool HasNulls { get; set; }

    /// <summary>The lists in it whose later items come separately; null when there are none.</summary>
    public List<ItemStream>? Streams { get; set; }

    /// <summary>A row's errors in the order of the response.</summary>
    public List<GraphQLError> ErrorsOf(int row) => _errors[row]?.InOrder() ?? [];

    /// <summary>The error that left nothing of a row; null when something is left.</summary>
    public GraphQLError? FatalErrorOf(int row) => _fatal?[row];

    public void Report(FieldColumn column, int node, List<PathSegment> path, FieldPlan field, Exception failure) =>
        (_errors[RootRowOf(column, node)] ??= new ErrorList(run)).Add(path, field, failure);

    /// <summary>Null has propagated to the root of a row.</summary>
    public void Fail(int row)
    {
        _fatal ??= new GraphQLError?[_errors.Length];
        _fatal[row] ??= _errors[row]!.Latest;
    }

    private static int RootRowOf(FieldColumn column, int node)
    {
        var row = column.RowOf(node);
        for (var group = column.Owner; group.Parent is { } parent; group = parent.Owner) row = parent.RowOf(group.NodeOf(row));
        return row;
    }
}
