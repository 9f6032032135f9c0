using IbmPlatform.GraphQL.Errors;
using IbmPlatform.GraphQL.Language;

namespace IbmPlatform.Federation.Composition.Subgraphs;

/// <summary>Reads a subgraph's SDL into types whose extensions are merged and whose federation directives are understood.</summary>
internal sealed class SubgraphReader
{
    private readonly Subgraph _subgraph;
    private readonly LinkTable _links;
    private readonly CompositionReport _report;
    private readonly Dictionary<string, string> _renamedRoots;

    private SubgraphReader(Subgraph subgraph, Dictionary<string, string> renamedRoots, CompositionReport report)
    {
        _subgraph = subgraph;
        _links = subgraph.Links;
        _report = report;
        _renamedRoots = renamedRoots;
    }

    /// <summary>The subgraph read; null when its SDL can't be parsed, which is reported.</summary>
    public static Subgraph? Read(SubgraphDefinition definition, string graph, CompositionReport report)
    {
        DocumentNode document;
        try
        {
            document = Parser.ParseDocument(definition.Sdl, ParserOptions.Trusted with { SourceName = definition.Name });
        }
        catch (GraphQLSyntaxException fault)
        {
            report.Error(ErrorCodes.InvalidGraphQL, $"[{definition.Name}] {fault.Message}");
            return null;
        }

        var links = LinkTable.Read(definition.Name, document, report);
        var subgraph = new Subgraph(definition, graph) { Document = document, Links = links, IsFederation2 = links.IsFederation2 };
        var reader = new SubgraphReader(subgraph, RenamedRoots(document), report);
        reader.ReadDefinitions();
        FieldUsage.Mark(subgraph);
        if (!subgraph.IsFederation2) Federation1.Adapt(subgraph);
        return subgraph;
    }

    private static Dictionary<string, string> RenamedRoots(DocumentNode document) =>
        document.Definitions.OfType<SchemaNode>().SelectMany(schema => schema.OperationTypes)
            .Where(root => root.Type.Name != root.Operation.ToString())
            .GroupBy(root => root.Type.Name).ToDictionary(group => group.Key, group => group.First().Operation.ToString());

    private void ReadDefinitions()
    {
        foreach (var definition in _subgraph.Document.Definitions)
        {
            switch (definition)
            {
                case SchemaNode schema:
                    ReadSchema(schema);
                    break;
                case DirectiveDefinitionNode directive when !_links.IsMachineryDirective(directive.Name):
                    _subgraph.Directives[directive.Name] = directive;
                    break;
                case TypeSystemTypeNode type when !_links.IsMachinery(type.Name):
                    ReadType(type);
                    break;
                case ExecutableDefinitionNode:
                    _report.Error(ErrorCodes.InvalidGraphQL, $"[{_subgraph.Name}] Line {definition.Location.Line}: a schema can't hold operations or fragments; remove it.");
                    break;
            }
        }

        // Every subgraph has a query root, if only for federation's own fields; other roots without fields are not part of the API.
        _subgraph.Types.TryAdd("Query", new SubgraphType("Query", TypeKind.Object));
        foreach (var root in Subgraph.RootNames.Skip(1))
        {
            if (_subgraph.Find(root) is { Fields.Count: 0 }) _subgraph.Types.Remove(root);
        }
    }

    private void ReadSchema(SchemaNode schema)
    {
        foreach (var use in Uses(schema.Directives).Where(use => use is { IsFederation: true, Name: "composeDirective" }))
        {
            if (use.Text("name") is { } name && name.StartsWith('@')) _subgraph.ComposedDirectives.Add(name[1..]);
            else _report.Error(ErrorCodes.DirectiveComposition, $"[{_subgraph.Name}] @composeDirective needs a name that starts with an at sign, for instance @composeDirective(name: \"@custom\").");
        }
    }

    private void ReadType(TypeSystemTypeNode node)
    {
        var name = Renamed(node.Name);
        if (name == node.Name && Subgraph.RootNames.Contains(name) && _renamedRoots.ContainsValue(name))
        {
            _report.Error($"ROOT_{name.ToUpperInvariant()}_USED",
                $"[{_subgraph.Name}] The schema has a type named \"{name}\" but it is not the {name.ToLowerInvariant()} root type; rename it, for the supergraph's root has this name.");
            return;
        }

        var kind = KindOf(node);
        if (_subgraph.Find(name) is not { } type) _subgraph.Types.Add(name, type = new SubgraphType(name, kind));
        if (type.Kind != kind)
        {
            _report.Error(ErrorCodes.InvalidGraphQL, $"[{_subgraph.Name}] Type \"{name}\" is declared as two kinds of type; give one of them another name.");
            return;
        }

        var uses = Uses(node.Directives);
        if (!node.IsExtension) type.IsExtension = false;
        type.Description ??= node.Description?.Value;
        type.IsInterfaceObject |= Has(uses, "interfaceObject");
        var extends = Has(uses, "extends");
        foreach (var use in uses) ReadTypeDirective(type, use, node.IsExtension || extends);
        ReadMembers(type, node, Has(uses, "external"), Has(uses, "shareable"));
    }

    private void ReadTypeDirective(SubgraphType type, DirectiveUse use, bool onExtension)
    {
        if (use is { IsFederation: true, Name: "key" })
        {
            if (use.Text("fields") is { } fields) type.Keys.Add(new EntityKey(FieldSets.Normalise(fields), use.Flag("resolvable") ?? true, onExtension));
            else _report.Error("KEY_INVALID_FIELDS_TYPE", $"[{_subgraph.Name}] On type \"{type.Name}\": the fields of @key must be a string, for instance @key(fields: \"id\").");
        }
        else
        {
            type.Directives.Add(use);
        }
    }

    private void ReadMembers(SubgraphType type, TypeSystemTypeNode node, bool external, bool shareable)
    {
        switch (node)
        {
            case IFieldsNode fields:
                type.Interfaces.AddRange(fields.Interfaces.Select(name => name.Name).Except(type.Interfaces).ToList());
                foreach (var field in fields.Fields.Where(field => !(type.Name == "Query" && field.Name is "_service" or "_entities")))
                    AddOnce(type.Fields, field.Name, type, ReadField(type, field, external, shareable));
                break;
            case IUnionNode union:
                type.Members.AddRange(union.Types.Select(name => name.Name).Except(type.Members).ToList());
                break;
            case IEnumNode values:
                foreach (var value in values.Values)
                    AddOnce(type.EnumValues, value.Name, type, new EnumValue(value.Name, value.Description?.Value, Uses(value.Directives)));
                break;
            case IInputObjectNode input:
                foreach (var field in input.Fields) AddOnce(type.InputFields, field.Name, type, ReadInput(field));
                break;
        }
    }

    private void AddOnce<T>(OrderedDictionary<string, T> members, string name, SubgraphType type, T member)
    {
        if (!members.TryAdd(name, member))
            _report.Error(ErrorCodes.InvalidGraphQL, $"[{_subgraph.Name}] \"{type.Name}.{name}\" is declared twice; keep one.");
    }

    private SubgraphField ReadField(SubgraphType type, FieldDefinitionNode node, bool typeExternal, bool typeShareable)
    {
        var uses = Uses(node.Directives);
        var replaced = Find(uses, "override");
        return new SubgraphField(type, node.Name, Renamed(node.Type))
        {
            Description = node.Description?.Value,
            Arguments = [.. node.Arguments.Select(ReadInput)],
            Directives = uses,
            MarkedExternal = typeExternal || Has(uses, "external"),
            Shareable = !_subgraph.IsFederation2 || typeShareable || Has(uses, "shareable"),
            Requires = FieldSet(type, node, uses, "requires"),
            Provides = FieldSet(type, node, uses, "provides"),
            OverrideFrom = replaced?.Text("from"),
            OverrideLabel = replaced?.Text("label"),
        };
    }

    private string? FieldSet(SubgraphType type, FieldDefinitionNode node, IReadOnlyList<DirectiveUse> uses, string directive)
    {
        if (Find(uses, directive) is not { } use) return null;
        if (use.Text("fields") is { } fields) return FieldSets.Normalise(fields);
        _report.Error($"{directive.ToUpperInvariant()}_INVALID_FIELDS_TYPE", $"[{_subgraph.Name}] On field \"{type.Name}.{node.Name}\": the fields of @{directive} must be a string, for instance @{directive}(fields: \"name\").");
        return null;
    }

    private InputValue ReadInput(InputValueDefinitionNode node) => new(node.Name, node.Type)
    {
        Description = node.Description?.Value,
        DefaultValue = node.DefaultValue,
        Directives = Uses(node.Directives),
    };

    private List<DirectiveUse> Uses(IReadOnlyList<DirectiveNode> nodes) =>
        [.. nodes.Select(node => _links.FederationDirective(node.Name) is { } name ? new DirectiveUse(name, true, node) : new DirectiveUse(node.Name, false, node))];

    private static DirectiveUse? Find(IReadOnlyList<DirectiveUse> uses, string name) => uses.FirstOrDefault(use => use.IsFederation && use.Name == name);

    private static bool Has(IReadOnlyList<DirectiveUse> uses, string name) => Find(uses, name) is not null;

    private string Renamed(string type) => _renamedRoots.GetValueOrDefault(type, type);

    private TypeNode Renamed(TypeNode type) => _renamedRoots.Count == 0 ? type : type switch
    {
        NonNullTypeNode nonNull => new NonNullTypeNode(Renamed(nonNull.Type)),
        ListTypeNode list => new ListTypeNode(Renamed(list.Type)),
        _ => new NamedTypeNode(Renamed(type.NamedType.Name)),
    };

    private static TypeKind KindOf(TypeSystemTypeNode node) => node switch
    {
        ObjectTypeDefinitionNode or ObjectTypeExtensionNode => TypeKind.Object,
        IFieldsNode => TypeKind.Interface,
        IUnionNode => TypeKind.Union,
        IEnumNode => TypeKind.Enum,
        IInputObjectNode => TypeKind.InputObject,
        _ => TypeKind.Scalar,
    };
}
