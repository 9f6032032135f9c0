using IbmPlatform.GraphQL.Execution.Running;

namespace IbmPlatform.GraphQL.Execution.Planning;

/// <summary>Writes an object with all that is selected below it; false when it has to be written field by field.</summary>
internal delegate bool ObjectWriter(object value, OperationRun run);

/// <summary>
/// Writes objects of a selection by a method of their own, which is compiled once the selection has written many: compiling takes
/// milliseconds, which a document that comes once would never earn back.
/// </summary>
internal sealed class SelectionWriter(SelectionPlan plan)
{
    // Objects that are written field by field before the selection is compiled.
    internal const int CompiledFrom = 1_000;

    // A selection whose objects fail as often as that is written field by field again: failing twice costs twice.
    private const int MaxFailures = 100;

    private volatile ObjectWriter? _write;
    private volatile bool _isGivenUp;
    private int _met;
    private int _failures;

    /// <summary>Writes an object, or writes nothing and gives false: then it has to be written field by field, which tells what fails.</summary>
    public bool TryWrite(object value, OperationRun run)
    {
        var write = _write;
        if (write is null)
        {
            if (_isGivenUp || Interlocked.Increment(ref _met) != CompiledFrom) return false;
            write = _write = SelectionCompiler.Compile(plan);
            _isGivenUp = write is null;
            if (write is null) return false;
        }

        var start = run.Buffer.Length;
        try
        {
            if (write(value, run)) return true;
        }
        catch (Exception e) when (e is not OperationCanceledException || !run.CancellationToken.IsCancellationRequested)
        {
            // Field by field the same fails again, and its error gets its path.
        }

        run.Buffer.CutBackTo(start);
        if (Interlocked.Increment(ref _failures) == MaxFailures) (_isGivenUp, _write) = (true, null);
        return false;
    }
}
