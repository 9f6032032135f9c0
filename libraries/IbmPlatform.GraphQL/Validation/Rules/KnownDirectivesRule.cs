using IbmPlatform.GraphQL.Language;
using IbmPlatform.GraphQL.Types;

namespace IbmPlatform.GraphQL.Validation.Rules;

/// <summary>5.7.1 and 5.7.2: a directive is known, and applied where it can be.</summary>
internal sealed class KnownDirectivesRule : RuleVisitor
{
    public static ValidationRule Rule { get; } = ValidationRule.Of<KnownDirectivesRule>("sec-Directives-Are-Defined", [NodeKind.Directive]);

    private readonly Dictionary<string, IReadOnlyList<string>> _locations = new(StringComparer.Ordinal);

    public override bool Enter(SyntaxNode node)
    {
        var directive = (DirectiveNode)node;
        if (!_locations.TryGetValue(directive.Name, out var locations))
        {
            Report($"There is no directive \"@{directive.Name}\".{WayOut(directive)}", directive.Location);
            return true;
        }

        var place = KnownDirectives.Place(Context.Ancestors);
        if (!locations.Contains(place, StringComparer.Ordinal))
            Report(
                $"Directive \"@{directive.Name}\" can't be applied on {place}, only on {string.Join(", ", locations)}.",
                directive.Location);
        return true;
    }

    protected override void Begin() =>
        KnownDirectives.Collect(Context, _locations, static known => known.Locations, static node => node.Locations);

    private string WayOut(DirectiveNode directive) => IncrementalDirectives.Is(directive)
        ? " Answers come whole here; leave it out."
        : Suggestions.For(directive.Name, _locations.Keys);
}
