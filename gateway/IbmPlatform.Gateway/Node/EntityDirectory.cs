using System.Text;
using IbmPlatform.Federation.Supergraphs;
using IbmPlatform.Gateway.Supergraphs;
using IbmPlatform.GraphQL.Language;

namespace IbmPlatform.Gateway.Node;

/// <summary>An entity type that implements <c>Node</c>, with the subgraph that can say whether one exists.</summary>
internal sealed record NodeEntity(string Type, string Prefix, Subgraph Owner);

/// <summary>
/// The types that ids can name, read from the supergraph: every object type that implements <c>Node</c> and that a subgraph finds by
/// its id. The prefix of an id is the type's name in kebab case, <c>border-area/…</c> of <c>BorderArea</c>, or the name's last word
/// where no other type ends in it: <c>document/…</c> of <c>SourceDocument</c>.
/// </summary>
internal sealed class EntityDirectory
{
    private readonly Dictionary<string, NodeEntity> _byPrefix;

    private EntityDirectory(IEnumerable<NodeEntity> entities, IReadOnlyDictionary<string, IReadOnlySet<string>> interfaces)
    {
        Entities = [.. entities];
        _byPrefix = Entities.ToDictionary(entity => entity.Prefix, StringComparer.Ordinal);
        foreach (var alone in Entities.GroupBy(entity => LastWordOf(entity.Prefix), StringComparer.Ordinal).Where(group => group.Count() == 1))
            _byPrefix.TryAdd(alone.Key, alone.Single());
        Interfaces = interfaces;
    }

    public IReadOnlyCollection<NodeEntity> Entities { get; }

    /// <summary>The interfaces of each type, for fragments on them.</summary>
    public IReadOnlyDictionary<string, IReadOnlySet<string>> Interfaces { get; }

    /// <summary>The entity type that the id names; null when it names none.</summary>
    public NodeEntity? Find(string id)
    {
        var slash = id.IndexOf('/', StringComparison.Ordinal);
        return slash <= 0 || slash == id.Length - 1 ? null : _byPrefix.GetValueOrDefault(id[..slash]);
    }

    public static string PrefixOf(string type)
    {
        var prefix = new StringBuilder();
        foreach (var character in type)
        {
            if (char.IsUpper(character) && prefix.Length > 0) prefix.Append('-');
            prefix.Append(char.ToLowerInvariant(character));
        }

        return prefix.ToString();
    }

    private static string LastWordOf(string prefix) => prefix[(prefix.LastIndexOf('-') + 1)..];

    public static EntityDirectory Read(LoadedSupergraph loaded)
    {
        var types = loaded.Document.Definitions.OfType<ObjectTypeDefinitionNode>().Where(type => type.Interfaces.Any(name => name.Name == "Node")).ToList();
        var entities = types.Select(type => (Type: type.Name, Owner: OwnerOf(type, loaded.Supergraph.Subgraphs)))
            .Where(found => found.Owner is not null).Select(found => new NodeEntity(found.Type, PrefixOf(found.Type), found.Owner!));
        return new EntityDirectory(entities, types.ToDictionary(type => type.Name, type => (IReadOnlySet<string>)type.Interfaces.Select(name => name.Name).ToHashSet(StringComparer.Ordinal)));
    }

    // Others extend an entity that one subgraph owns: the owner is the one that finds it by id and resolves most of its fields.
    private static Subgraph? OwnerOf(ObjectTypeDefinitionNode type, IReadOnlyList<Subgraph> subgraphs)
    {
        var finders = type.Directives.Where(directive => directive.Name == "join__type" && Text(directive, "key") == "id" && !Is(directive, "resolvable", false))
            .Select(directive => (directive.Argument("graph") as EnumValueNode)?.Value).ToHashSet();
        return subgraphs.Where(subgraph => finders.Contains(subgraph.Id) && subgraph.Url != NodeSubgraph.Url)
            .OrderByDescending(subgraph => type.Fields.Count(field => IsResolvedBy(field, subgraph))).ThenBy(subgraph => subgraph.Index).FirstOrDefault();
    }

    private static bool IsResolvedBy(FieldDefinitionNode field, Subgraph subgraph) =>
        field.Directives.Any(directive => directive.Name == "join__field" && (directive.Argument("graph") as EnumValueNode)?.Value == subgraph.Id && !Is(directive, "external", true));

    private static string? Text(DirectiveNode directive, string argument) => (directive.Argument(argument) as StringValueNode)?.Value;

    private static bool Is(DirectiveNode directive, string argument, bool value) => directive.Argument(argument) is BooleanValueNode node && node.Value == value;
}
