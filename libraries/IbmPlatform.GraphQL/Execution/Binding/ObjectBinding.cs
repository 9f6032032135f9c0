namespace IbmPlatform.GraphQL.Execution.Binding;

/// <summary>An object type bound to its C# type. Its fields are set after all bindings exist, because types refer to each other.</summary>
internal sealed class ObjectBinding(string name, Type clrType, IReadOnlySet<string> covers)
{
    private Dictionary<string, FieldBinding> _fields = [];

    public string Name => name;

    public Type ClrType => clrType;

    /// <summary>How <c>_entities</c> finds objects of this type; null when it has no key that resolves here.</summary>
    public EntityBinding? Entity { get; set; }

    public void SetFields(IEnumerable<FieldBinding> fields) => _fields = fields.ToDictionary(f => f.Name);

    public FieldBinding Field(string field) => _fields[field];

    /// <summary>Whether a fragment on that type applies: the type itself, its interfaces, its unions.</summary>
    public bool IsCoveredBy(string typeCondition) => covers.Contains(typeCondition);
}
