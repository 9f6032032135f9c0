using IbmPlatform.GraphQL.Errors;
using IbmPlatform.GraphQL.Language;

namespace IbmPlatform.Federation.Supergraphs;

/// <summary>Reads the join directives of a supergraph into the model that plans are made over.</summary>
internal sealed class SupergraphReader(DocumentNode document, int joinMinor)
{
    // join__implements, join__unionMember and join__enumValue came with v0.3; before, what the supergraph says holds in every subgraph.
    private readonly bool _hasMemberJoins = joinMinor >= 3;
    private readonly List<string> _errors = [];
    private readonly Dictionary<string, Subgraph> _subgraphs = new(StringComparer.Ordinal);
    private readonly Dictionary<string, SupergraphType> _types = new(StringComparer.Ordinal);

    public (IReadOnlyList<Subgraph> Subgraphs, IReadOnlyDictionary<string, SupergraphType> Types) Read()
    {
        ReadSubgraphs();
        foreach (var name in new[] { "Int", "Float", "String", "Boolean", "ID" }) Declare(name, NodeKind.ScalarTypeDefinition, inaccessible: false);
        var definitions = document.Definitions.OfType<TypeDefinitionNode>().Where(type => !ApiDocument.IsMachinery(type.Name)).ToList();
        foreach (var definition in definitions) Declare(definition.Name, definition.Kind, definition.Has("inaccessible"));
        foreach (var definition in definitions) JoinType(definition);
        foreach (var definition in definitions) ReadMembers(definition);
        foreach (var definition in definitions.OfType<IFieldsNode>()) ReadFields(definition);
        MarkRoots();
        if (_errors.Count > 0) throw new SupergraphException(_errors);
        return ([.. _subgraphs.Values], _types);
    }

    private void ReadSubgraphs()
    {
        var graphs = document.Definitions.OfType<EnumTypeDefinitionNode>().FirstOrDefault(type => type.Name == "join__Graph");
        foreach (var value in graphs?.Values ?? [])
        {
            var graph = value.Named("join__graph").FirstOrDefault();
            if (graph?.Text("name") is not { } name)
                _errors.Add($"join__Graph.{value.Name} has no @join__graph(name:, url:); compose again.");
            else
                _subgraphs.Add(value.Name, new Subgraph(_subgraphs.Count, value.Name, name, graph.Text("url") ?? ""));
        }

        if (_subgraphs.Count == 0) _errors.Add("the enum join__Graph names no subgraph; compose again.");
    }

    private void Declare(string name, NodeKind kind, bool inaccessible) =>
        _types[name] = new SupergraphType(name, kind, inaccessible, _subgraphs.Count);

    private Subgraph? Graph(DirectiveNode directive, string where)
    {
        if (directive.Text("graph") is not { } id) return null;
        if (_subgraphs.TryGetValue(id, out var subgraph)) return subgraph;
        _errors.Add($"{where} names the subgraph {id}, which is no value of join__Graph; compose again.");
        return null;
    }

    private SupergraphType? Find(string name, string where)
    {
        if (_types.TryGetValue(name, out var type)) return type;
        _errors.Add($"{where} names the type {name}, which the supergraph does not define; compose again.");
        return null;
    }

    private void JoinType(TypeDefinitionNode definition)
    {
        var type = _types[definition.Name];
        foreach (var directive in definition.Named("join__type"))
        {
            if (Graph(directive, definition.Name) is not { } subgraph) continue;
            var join = type.Joins[subgraph.Index] ??= new TypeJoin(subgraph);
            join.IsInterfaceObject |= directive.Flag("isInterfaceObject");
            if (directive.Text("key") is { } key && directive.Flag("resolvable", otherwise: true) && ReadSet(key, definition.Name) is { } set)
                join.Keys.Add(set);
        }

        if (definition is EnumTypeDefinitionNode values)
            type.AccessibleValues = values.Values.Where(value => !value.Has("inaccessible")).Select(value => value.Name).ToHashSet(StringComparer.Ordinal);
    }

    private FieldSet? ReadSet(string text, string where)
    {
        try
        {
            return FieldSet.Parse(text);
        }
        catch (GraphQLSyntaxException fault)
        {
            _errors.Add($"{where}: the field set \"{text}\" can't be read: {fault.Message}");
            return null;
        }
    }

    private void ReadMembers(TypeDefinitionNode definition)
    {
        var type = _types[definition.Name];
        switch (definition)
        {
            case ObjectTypeDefinitionNode or InterfaceTypeDefinitionNode:
                ReadInterfaces(type, (IFieldsNode)definition, definition);
                break;
            case UnionTypeDefinitionNode union:
                ReadUnion(type, union);
                break;
        }
    }

    private void ReadInterfaces(SupergraphType type, IFieldsNode node, TypeDefinitionNode definition)
    {
        foreach (var name in node.Interfaces)
        {
            if (Find(name.Name, type.Name) is not { } implemented) continue;
            type.Interfaces.Add(implemented);
            if (type.IsObject) implemented.PossibleTypes.Add(type);
        }

        if (!type.IsObject) return;
        type.PossibleTypes.Add(type);
        foreach (var join in type.Joins) join?.PossibleTypes.Add(type);
        if (_hasMemberJoins)
        {
            foreach (var directive in definition.Named("join__implements"))
            {
                if (Graph(directive, type.Name) is not { } subgraph || directive.Text("interface") is not { } name) continue;
                if (Find(name, type.Name) is { } implemented) implemented.Joins[subgraph.Index]?.PossibleTypes.Add(type);
            }
        }
        else
        {
            foreach (var implemented in type.Interfaces) JoinEverywhere(implemented, type);
        }
    }

    private void ReadUnion(SupergraphType type, UnionTypeDefinitionNode union)
    {
        foreach (var name in union.Types)
        {
            if (Find(name.Name, type.Name) is not { } member) continue;
            type.PossibleTypes.Add(member);
            if (!_hasMemberJoins) JoinEverywhere(type, member);
        }

        foreach (var directive in union.Named("join__unionMember"))
        {
            if (Graph(directive, type.Name) is not { } subgraph || directive.Text("member") is not { } name) continue;
            if (Find(name, type.Name) is { } member) type.Joins[subgraph.Index]?.PossibleTypes.Add(member);
        }
    }

    private static void JoinEverywhere(SupergraphType type, SupergraphType member)
    {
        for (var i = 0; i < type.Joins.Length; i++)
        {
            if (member.Joins[i] is not null) type.Joins[i]?.PossibleTypes.Add(member);
        }
    }

    private void ReadFields(IFieldsNode definition)
    {
        var type = _types[definition.Name];
        foreach (var node in definition.Fields)
        {
            var coordinate = type.Name + "." + node.Name;
            if (Find(node.Type.NamedType.Name, coordinate) is not { } named) continue;
            var field = new SupergraphField(node.Name, node.Type, named);
            type.Fields.Add(field.Name, field);
            var joins = node.Named("join__field").ToList();
            if (joins.Count == 0)
            {
                foreach (var join in type.Joins) join?.Fields.Add(field.Name, new FieldJoin(field, field.Type, named));
                continue;
            }

            foreach (var directive in joins) JoinField(type, field, directive, coordinate);
        }
    }

    private void JoinField(SupergraphType type, SupergraphField field, DirectiveNode directive, string coordinate)
    {
        // Without a graph the field comes from an interface object; the interface's own join says from where.
        if (Graph(directive, coordinate) is not { } subgraph) return;
        if (type.Joins[subgraph.Index] is not { } join)
        {
            _errors.Add($"{coordinate} is joined to {subgraph.Id}, but {type.Name} is not; compose again.");
            return;
        }

        var own = directive.Text("type") is { } text ? Parser.ParseType(text) : field.Type;
        if (Find(own.NamedType.Name, coordinate) is not { } named) return;
        join.Fields[field.Name] = new FieldJoin(field, own, named)
        {
            IsExternal = directive.Flag("external") || directive.Flag("usedOverridden"),
            Requires = directive.Text("requires") is { } requires ? ReadSet(requires, coordinate) : null,
            Provides = directive.Text("provides") is { } provides ? ReadSet(provides, coordinate) : null,
        };
    }

    private void MarkRoots()
    {
        var named = document.Definitions.OfType<SchemaNode>().SelectMany(schema => schema.OperationTypes).Select(operation => operation.Type.Name).ToList();
        if (named.Count == 0) named = ["Query", "Mutation", "Subscription"];
        foreach (var name in named)
        {
            if (_types.TryGetValue(name, out var root)) root.IsRoot = true;
        }
    }
}
