using IbmPlatform.GraphQL.Language;

namespace IbmPlatform.GraphQL.Execution.Subgraphs;

/// <summary>The names under which a <c>@link</c> brings a specification's elements in; those not imported get the namespace prefix.</summary>
internal sealed class LinkImports
{
    private readonly Dictionary<string, string> _names = [];
    private readonly string _namespace;

    private LinkImports(string @namespace) => _namespace = @namespace;

    public static LinkImports Of(DirectiveNode link)
    {
        var imports = new LinkImports(link.Argument("as") is StringValueNode prefix ? prefix.Value : "federation");
        foreach (var import in link.Argument("import") is ListValueNode list ? list.Values : [])
        {
            switch (import)
            {
                case StringValueNode text:
                    imports._names[text.Value] = text.Value;
                    break;
                case ObjectValueNode renamed when Text(renamed, "name") is { } name:
                    imports._names[name] = Text(renamed, "as") ?? name;
                    break;
            }
        }

        return imports;
    }

    /// <summary>The name here of an element, <c>@key</c> or <c>FieldSet</c>.</summary>
    public string NameOf(string element) =>
        _names.TryGetValue(element, out var name) ? name
        : element[0] == '@' ? $"@{_namespace}__{element[1..]}"
        : $"{_namespace}__{element}";

    private static string? Text(ObjectValueNode value, string field) =>
        (value.Fields.FirstOrDefault(f => f.Name == field)?.Value as StringValueNode)?.Value;
}
