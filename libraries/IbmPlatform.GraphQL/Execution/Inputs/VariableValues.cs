namespace IbmPlatform.GraphQL.Execution.Inputs;

/// <summary>The coerced variables of a request; a variable that was neither given nor defaulted is absent.</summary>
internal sealed class VariableValues
{
    public static readonly VariableValues None = new(0);

    private readonly Dictionary<string, object?> _values;

    public VariableValues(int capacity) => _values = new Dictionary<string, object?>(capacity);

    public void Set(string name, object? value) => _values[name] = value;

    public bool TryGet(string name, out object? value) => _values.TryGetValue(name, out value);
}
