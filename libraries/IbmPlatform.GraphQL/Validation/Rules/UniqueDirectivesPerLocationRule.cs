using IbmPlatform.GraphQL.Language;
using IbmPlatform.GraphQL.Types;

namespace IbmPlatform.GraphQL.Validation.Rules;

/// <summary>5.7.3: a directive that is not repeatable is applied once in a place.</summary>
internal sealed class UniqueDirectivesPerLocationRule : RuleVisitor
{
    public static ValidationRule Rule { get; } =
        ValidationRule.Of<UniqueDirectivesPerLocationRule>(
            "sec-Directives-Are-Unique-per-Location",
            [
                NodeKind.OperationDefinition, NodeKind.FragmentDefinition, NodeKind.VariableDefinition, NodeKind.Field,
                NodeKind.FragmentSpread, NodeKind.InlineFragment, .. DefinitionKinds.Directed,
            ]);

    private readonly Dictionary<string, bool> _repeatable = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Dictionary<string, DirectiveNode>> _seenByType = new(StringComparer.Ordinal);
    private readonly Dictionary<string, DirectiveNode> _seenOnSchema = new(StringComparer.Ordinal);

    public override bool Enter(SyntaxNode node)
    {
        var directives = ((IDirectedNode)node).Directives;
        if (directives.Count == 0) return true;
        var seen = SeenAt(node);
        foreach (var directive in directives)
        {
            if (_repeatable.GetValueOrDefault(directive.Name, true) || seen.TryAdd(directive.Name, directive)) continue;
            Report($"Directive \"@{directive.Name}\" can be applied only once here.", seen[directive.Name].Location, directive.Location);
        }

        return true;
    }

    protected override void Begin() =>
        KnownDirectives.Collect(Context, _repeatable, static known => known.IsRepeatable, static node => node.Repeatable);

    // A type and its extensions are one place, and so are the schema and its extensions.
    private Dictionary<string, DirectiveNode> SeenAt(SyntaxNode node)
    {
        if (node is SchemaNode) return _seenOnSchema;
        if (node is not TypeSystemTypeNode type) return new Dictionary<string, DirectiveNode>(StringComparer.Ordinal);
        if (!_seenByType.TryGetValue(type.Name, out var seen)) _seenByType.Add(type.Name, seen = new Dictionary<string, DirectiveNode>(StringComparer.Ordinal));
        return seen;
    }
}
