using IbmPlatform.GraphQL.Language;

namespace IbmPlatform.GraphQL.Execution.Inputs;

/// <summary>An input object type. Its fields are set after all shapes exist, because input types refer to each other.</summary>
internal sealed class InputShape(string name, bool isOneOf)
{
    private Dictionary<string, int> _indexes = [];

    public string Name => name;

    /// <summary>Exactly one field must be given, and not as null (spec 3.10, "OneOf Input Objects").</summary>
    public bool IsOneOf => isOneOf;

    public IReadOnlyList<InputPosition> Fields { get; private set; } = [];

    /// <summary>Makes the C# object; null until bound.</summary>
    public Func<InputObject, object>? Create { get; set; }

    public void SetFields(IReadOnlyList<InputPosition> fields)
    {
        Fields = fields;
        _indexes = fields.Select((field, index) => (field.Name, index)).ToDictionary(p => p.Name, p => p.index);
    }

    public int IndexOf(string field) => _indexes.GetValueOrDefault(field, -1);
}

/// <summary>An argument or an input field.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">Its type.</param>
/// <param name="Default">The default value's literal; null when there is none.</param>
internal sealed record InputPosition(string Name, InputType Type, ValueNode? Default);
