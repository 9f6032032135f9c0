using IbmPlatform.GraphQL.Language;

namespace IbmPlatform.GraphQL.Validation;

/// <summary>Holds one rule during one validation: called for the node kinds that its rule names.</summary>
internal abstract class RuleVisitor
{
    private ValidationRule? _rule;
    private ValidationContext? _context;

    /// <summary>The node whose children the rule has left out and is waiting to be past; null while it follows the walk.</summary>
    public SyntaxNode? Skipped { get; set; }

    protected ValidationContext Context => _context!;

    public void Begin(ValidationRule rule, ValidationContext context)
    {
        _rule = rule;
        _context = context;
        Begin();
    }

    /// <summary>Called before a node's children; false leaves them out for this rule.</summary>
    public virtual bool Enter(SyntaxNode node) => true;

    /// <summary>Called behind a node's children.</summary>
    public virtual void Leave(SyntaxNode node)
    {
    }

    protected virtual void Begin()
    {
    }

    protected void Report(string message, params ReadOnlySpan<Location> locations) => Context.Report(_rule!, message, locations);
}
