namespace IbmPlatform.GraphQL.Execution.Inputs;

/// <summary>A coerced input object: values in the order of its type's fields, and which of them were given or defaulted.</summary>
internal sealed class InputObject(InputShape shape)
{
    private readonly object?[] _values = new object?[shape.Fields.Count];
    private readonly bool[] _given = new bool[shape.Fields.Count];

    public InputShape Shape => shape;

    public bool IsGiven(int index) => _given[index];

    public object? this[int index]
    {
        get => _values[index];
        set
        {
            _values[index] = value;
            _given[index] = true;
        }
    }

    public object ToClr() => shape.Create!(this);
}
