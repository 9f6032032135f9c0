using IbmPlatform.GraphQL.Errors;
using IbmPlatform.GraphQL.Language;

namespace IbmPlatform.GraphQL.Validation.SchemaRules;

/// <summary>Collects the faults of one schema.</summary>
internal sealed class SchemaFaults
{
    private const string Specification = "https://spec.graphql.org/September2025/#";

    private readonly List<GraphQLError> _errors = [];

    public IReadOnlyList<GraphQLError> Errors => _errors;

    public void Report(string clause, string message, params ReadOnlySpan<SyntaxNode?> nodes)
    {
        var places = new List<SourceLocation>(nodes.Length);
        foreach (var node in nodes)
        {
            if (node is { Location.IsKnown: true }) places.Add(node.Location.ToSourceLocation());
        }

        var extensions = new Dictionary<string, object?> { ["code"] = ErrorCodes.InvalidSchema, ["specifiedBy"] = Specification + clause };
        if (nodes is [{ Location.Source: { } source }, ..]) extensions["source"] = source.Name;
        _errors.Add(new GraphQLError(message) { Locations = places, Extensions = extensions });
    }

    public void CheckName(string name, string what, SyntaxNode? node)
    {
        if (name.StartsWith("__", StringComparison.Ordinal))
            Report("sec-Names.Reserved-Names", $"{what} can't begin with \"__\", which is kept for the introspection system.", node);
    }
}
