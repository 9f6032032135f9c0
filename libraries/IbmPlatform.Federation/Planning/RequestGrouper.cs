using System.Text;
using IbmPlatform.GraphQL.Language;

namespace IbmPlatform.Federation.Planning;

/// <summary>Puts fetches into requests: entity fetches of one subgraph that wait for the same answers travel together.</summary>
internal sealed class RequestGrouper(OperationDefinitionNode operation)
{
    private const string Representations = "representations";

    public IReadOnlyList<PlannedRequest> Group(IReadOnlyList<Fetch> fetches)
    {
        var requests = new List<PlannedRequest>();
        var byFetch = new Dictionary<Fetch, PlannedRequest>();
        foreach (var group in fetches.GroupBy(KeyOf).OrderBy(group => group.First().Level()).ThenBy(group => group.First().Id))
        {
            var request = Plan(requests.Count, [.. group]);
            requests.Add(request);
            foreach (var fetch in group) byFetch.Add(fetch, request);
        }

        foreach (var (fetch, request) in byFetch)
            request.DependsOn.AddRange(fetch.DependsOn.Select(before => byFetch[before]).Where(before => !request.DependsOn.Contains(before)).Distinct());
        return requests;
    }

    private static string KeyOf(Fetch fetch) => fetch.IsRoot
        ? "root " + fetch.Id
        : fetch.Subgraph.Id + " " + fetch.Stage + " " + string.Join(',', fetch.DependsOn.Select(before => before.Id).Order());

    private PlannedRequest Plan(int id, IReadOnlyList<Fetch> fetches)
    {
        var planned = new List<PlannedFetch>();
        for (var i = 0; i < fetches.Count; i++)
        {
            var suffix = fetches.Count == 1 ? "" : "_" + (i + 1);
            planned.Add(new PlannedFetch(fetches[i], "_entities" + suffix, FreeName(Representations) + suffix, RepresentationShape.Of(fetches[i])));
        }

        var kind = fetches[0].IsRoot ? operation.Operation : OperationType.Query;
        var used = fetches.SelectMany(fetch => fetch.Query.Variables())
            .Concat(operation.Directives.SelectMany(directive => directive.Arguments.SelectMany(argument => QueryField.VariablesIn(argument.Value))))
            .ToHashSet(StringComparer.Ordinal);
        var definitions = operation.Variables.Where(variable => used.Contains(variable.Name)).ToList();
        return new PlannedRequest(id, planned, Print(planned, definitions, kind), [.. definitions.Select(definition => definition.Name)]) { IsMutation = kind == OperationType.Mutation };
    }

    private string FreeName(string name)
    {
        while (operation.Variables.Any(variable => variable.Name.StartsWith(name, StringComparison.Ordinal))) name += "_";
        return name;
    }

    private string Print(List<PlannedFetch> fetches, List<VariableDefinitionNode> definitions, OperationType kind)
    {
        var text = new StringBuilder();
        List<string> variables = [.. fetches.Where(fetch => !fetch.Fetch.IsRoot).Select(fetch => $"${fetch.Variable}: [_Any!]!"), .. definitions.Select(Definition)];
        var directives = operation.Directives.Select(Printer.PrintCompact).ToList();
        if (kind == OperationType.Mutation) text.Append("mutation");
        else if (kind == OperationType.Subscription) text.Append("subscription");
        else if (variables.Count > 0 || directives.Count > 0) text.Append("query");
        if (variables.Count > 0) text.Append('(').AppendJoin(", ", variables).Append(')');
        foreach (var directive in directives) text.Append(' ').Append(directive);
        if (fetches[0].Fetch.IsRoot)
        {
            fetches[0].Fetch.Query.Print(text);
            return text.ToString();
        }

        text.Append('{');
        foreach (var fetch in fetches)
        {
            if (text[^1] != '{') text.Append(' ');
            if (fetch.Alias != "_entities") text.Append(fetch.Alias).Append(": ");
            text.Append("_entities(representations: $").Append(fetch.Variable).Append("){... on ").Append(fetch.Fetch.TypeName);
            fetch.Fetch.Query.Print(text);
            text.Append('}');
        }

        return text.Append('}').ToString();
    }

    private static string Definition(VariableDefinitionNode definition) =>
        $"${definition.Name}: {Printer.PrintCompact(definition.Type)}" + (definition.DefaultValue is null ? "" : " = " + Printer.PrintCompact(definition.DefaultValue));
}
