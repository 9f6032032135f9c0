using System.Text;
using IbmPlatform.Federation.Composition.Subgraphs;
using IbmPlatform.GraphQL.Language;

namespace IbmPlatform.Federation.Composition.Merging;

/// <summary>The join specification's directives as text.</summary>
internal static class Joins
{
    /// <summary>Which subgraphs have the type, one line a key.</summary>
    public static IEnumerable<string> Type(IEnumerable<Source<SubgraphType>> sources)
    {
        foreach (var (subgraph, type) in sources)
        {
            var interfaceObject = type.IsInterfaceObject ? ", isInterfaceObject: true" : "";
            if (type.Keys.Count == 0) yield return $"@join__type(graph: {subgraph.Graph}{interfaceObject})";
            foreach (var key in type.Keys)
            {
                var extension = key.OnExtension ? ", extension: true" : "";
                var resolvable = key.Resolvable ? "" : ", resolvable: false";
                yield return $"@join__type(graph: {subgraph.Graph}, key: {Quote(key.Fields)}{extension}{resolvable}{interfaceObject})";
            }
        }
    }

    public static IEnumerable<string> Implements(IEnumerable<Source<SubgraphType>> sources) =>
        from source in sources
        from name in source.Element.Interfaces
        select $"@join__implements(graph: {source.Subgraph.Graph}, interface: {Quote(name)})";

    public static string Field(Subgraph subgraph, SubgraphField field, bool withType)
    {
        var text = new StringBuilder($"@join__field(graph: {subgraph.Graph}");
        if (field.Requires is not null) text.Append($", requires: {Quote(field.Requires)}");
        if (field.Provides is not null) text.Append($", provides: {Quote(field.Provides)}");
        if (withType) text.Append($", type: {Quote(field.Type.ToString())}");
        if (field.External) text.Append(", external: true");
        if (field.OverrideFrom is not null) text.Append($", override: {Quote(field.OverrideFrom)}");
        if (field.Overridden) text.Append(", usedOverridden: true");
        return text.Append(')').ToString();
    }

    public static string Input(Subgraph subgraph, TypeNode? type) =>
        type is null ? $"@join__field(graph: {subgraph.Graph})" : $"@join__field(graph: {subgraph.Graph}, type: {Quote(type.ToString())})";

    public static string UnionMember(Subgraph subgraph, string member) => $"@join__unionMember(graph: {subgraph.Graph}, member: {Quote(member)})";

    public static string EnumValue(Subgraph subgraph) => $"@join__enumValue(graph: {subgraph.Graph})";

    public static string Quote(string text) => new StringValueNode(text).ToString();
}
