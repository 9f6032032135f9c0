namespace IbmPlatform.Federation.Composition;

/// <summary>Collects what the passes find, so that all faults are told at once.</summary>
internal sealed class CompositionReport
{
    private readonly List<CompositionError> _errors = [];
    private readonly List<CompositionHint> _hints = [];

    public IReadOnlyList<CompositionError> Errors => _errors;

    public IReadOnlyList<CompositionHint> Hints => _hints;

    public bool HasErrors => _errors.Count > 0;

    public void Error(string code, string message)
    {
        var error = new CompositionError(code, message);
        if (!_errors.Contains(error)) _errors.Add(error);
    }

    public void Hint(string code, string coordinate, string message)
    {
        var hint = new CompositionHint(code, message, coordinate);
        if (!_hints.Contains(hint)) _hints.Add(hint);
    }
}
