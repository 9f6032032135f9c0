using System.Text;
using IbmPlatform.GraphQL.Execution.Binding;
using IbmPlatform.GraphQL.Execution.Running;
using IbmPlatform.GraphQL.Language;

namespace IbmPlatform.GraphQL.Execution.Planning;

/// <summary>One response field of a selection: its merged field nodes, its arguments, and what is selected below.</summary>
internal sealed class FieldPlan
{
    private readonly PlanCompiler _compiler;
    private readonly Lock _gate = new();
    private volatile SelectionPlan[] _children = [];

    private readonly IReadOnlyList<CollectedNode> _nodes;
    private readonly IReadOnlyList<DeferUsage> _deferred;

    public FieldPlan(
        PlanCompiler compiler, FieldBinding binding, IReadOnlyList<CollectedNode> nodes, int ordinal, IReadOnlyList<DeferUsage> deferred, bool isStreamed = false)
    {
        _compiler = compiler;
        _nodes = nodes;
        _deferred = deferred;
        Binding = binding;
        Nodes = [.. nodes.Select(n => n.Node)];
        Ordinal = ordinal;
        ResponseName = Nodes[0].ResponseName;
        Prefix = Encoding.UTF8.GetBytes($"{(ordinal == 0 ? "" : ",")}\"{ResponseName}\":");
        Arguments = ArgumentPlan.Of(binding.Arguments, Nodes[0]);
        if (binding.Shape.Object is { } type) _children = [compiler.Compile(type, nodes, deferred)];
        Stream = isStreamed ? null : compiler.StreamOf(binding, nodes, ordinal);
        WriteLeaf = binding is { Resolver: SyncResolver { WriteLeaf: { } write }, Arguments.Length: 0 } ? write : null;
        IsDirect = Stream is null && binding.Resolver is SyncResolver && binding.Shape.Abstract is null && (_children.Length == 0 || _children[0].IsDirect);
    }

    public FieldBinding Binding { get; }

    /// <summary>The nodes that merged into this field ("Field Selection Merging"); their arguments are the same.</summary>
    public IReadOnlyList<FieldNode> Nodes { get; }

    /// <summary>The field's place in its selection.</summary>
    public int Ordinal { get; }

    public string ResponseName { get; }

    /// <summary>The comma, name and colon, as they stand in the response.</summary>
    public byte[] Prefix { get; }

    public ArgumentPlan Arguments { get; }

    /// <summary>How the list's items come later; null when they come with the list.</summary>
    public StreamPlan? Stream { get; }

    /// <summary>Writes a leaf that takes no arguments straight from its parent, false for null; null where the field needs more than that.</summary>
    public Func<object, Utf8JsonBuffer, bool>? WriteLeaf { get; }

    /// <summary>Whether the whole subtree is answered at once, so that it is written depth first as it is resolved.</summary>
    public bool IsDirect { get; }

    /// <summary>The selection below for a field of an object type.</summary>
    public SelectionPlan ObjectPlan => _children[0];

    /// <summary>The selection below for a value of a type; compiled when that type is first met.</summary>
    public SelectionPlan PlanFor(ObjectBinding type)
    {
        foreach (var plan in _children)
        {
            if (plan.Type == type) return plan;
        }

        lock (_gate)
        {
            var known = Array.Find(_children, p => p.Type == type);
            if (known is not null) return known;
            var compiled = _compiler.Compile(type, _nodes, _deferred);
            _children = [.. _children, compiled];
            return compiled;
        }
    }

    /// <summary>Whether the selection below asks for a field by its schema name; a dotted path looks further down.</summary>
    public bool Selects(string path) => _compiler.Selects(Nodes, path);
}
