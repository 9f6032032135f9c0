using System.Text.Json.Nodes;
using IbmPlatform.GraphQL.Language;
using IbmPlatform.GraphQL.Types;

namespace IbmPlatform.Conformance.Tests.Federation;

/// <summary>One query to a fixture subgraph.</summary>
internal sealed class FixtureExecution(string suite, string subgraph, Schema schema, Fixture fixture, OperationDefinitionNode operation, JsonObject variables)
{
    private sealed class NullBubbles : Exception;

    private readonly JsonArray _errors = [];

    public JsonObject Run()
    {
        var answer = new JsonObject();
        try
        {
            var root = schema.RootType(operation.Operation)!;
            var row = fixture.Rows(root.Name).FirstOrDefault() ?? [];
            answer["data"] = Select(new FixtureObject(root.Name, row, null, []), [operation.SelectionSet], []);
        }
        catch (NullBubbles)
        {
            answer["data"] = null;
        }

        if (_errors.Count > 0) answer["errors"] = _errors;
        return answer;
    }

    private JsonObject Select(FixtureObject parent, IReadOnlyList<SelectionSetNode> sets, IReadOnlyList<JsonNode> path)
    {
        var type = (ObjectType)schema.FindType(parent.TypeName)!;
        var groups = new OrderedDictionary<string, List<FieldNode>>();
        foreach (var set in sets) Collect(set, type, groups);
        var result = new JsonObject();
        foreach (var (key, nodes) in groups)
        {
            IReadOnlyList<JsonNode> at = [.. path, JsonValue.Create(key)];
            if (nodes[0].Name == "__typename")
            {
                result[key] = type.Name;
                continue;
            }

            var field = type.Fields.Find(nodes[0].Name)!;
            List<SelectionSetNode> below = [.. nodes.Where(node => node.SelectionSet is not null).Select(node => node.SelectionSet!)];
            result[key] = Complete(field, field.Type, Resolve(parent, type, field, nodes[0]), below, at);
        }

        return result;
    }

    private void Collect(SelectionSetNode set, ObjectType type, OrderedDictionary<string, List<FieldNode>> groups)
    {
        foreach (var selection in set.Selections)
        {
            switch (selection)
            {
                case FieldNode field when groups.TryGetValue(field.ResponseName, out var known): known.Add(field); break;
                case FieldNode field: groups.Add(field.ResponseName, [field]); break;
                case InlineFragmentNode fragment when fragment.TypeCondition is null || Applies(fragment.TypeCondition.Name, type): Collect(fragment.SelectionSet, type, groups); break;
            }
        }
    }

    private bool Applies(string condition, ObjectType type) => schema.FindType(condition) is CompositeType composite && composite.PossibleTypes.Contains(type);

    /// <summary>A JSON value, a <see cref="FixtureObject"/>, a list of either, or an exception that is the field's error.</summary>
    private object? Resolve(FixtureObject parent, ObjectType type, FieldDefinition field, FieldNode node)
    {
        if (field.Name == "_entities") return Entities(node);
        var external = (field.AppliedDirectives.Any(directive => directive.Name == "external") && !IsExtensionKey(type, field)) || parent.Row.ContainsKey("$external");
        if (external && parent.Sent is not null && parent.Sent.TryGetPropertyValue(field.Name, out var sent)) return Wrap(sent, field, parent, isSent: true);
        if (external && !parent.IsProvided(field.Name)) return new InvalidOperationException($"{type.Name}.{field.Name} is external in {subgraph}, and neither sent nor provided");
        if (Computed.Find(suite, type.Name, field.Name) is { } compute)
            return Wrap(compute(required => Known(parent, type, required), argument => Argument(field, node, argument), fixture.State), field, parent, isSent: false);
        var arguments = string.Join(',', field.Arguments.Select(argument => Argument(field, node, argument.Name)?.ToString()).Where(text => text is not null));
        return Fixture.TryGet(parent.Row, field.Name, arguments, subgraph, out var value) ? Wrap(value, field, parent, isSent: false) : null;
    }

    /// <summary>Federation 1 marks the keys of an extended type external; the subgraph has them all the same.</summary>
    private static bool IsExtensionKey(ObjectType type, FieldDefinition field) =>
        (type.AstNode is null || type.Extensions.Count > 0 || type.AppliedDirectives.Any(directive => directive.Name == "extends"))
        && type.AppliedDirectives.Where(directive => directive.Name == "key").Any(key => KeyOf(key).Selections.OfType<FieldNode>().Any(node => node.Name == field.Name));

    private static SelectionSetNode KeyOf(DirectiveNode key) => Parser.ParseSelectionSet("{" + ((StringValueNode)key.Argument("fields")!).Value + "}");

    private JsonNode? Known(FixtureObject parent, ObjectType type, string required)
    {
        if (parent.Sent is not null && parent.Sent.TryGetPropertyValue(required, out var sent)) return sent;
        if (type.Fields.Find(required)?.AppliedDirectives.Any(directive => directive.Name == "external") == true)
            throw new InvalidOperationException($"{type.Name}.{required} is required in {subgraph} and was not sent");
        return Fixture.TryGet(parent.Row, required, "", subgraph, out var own) ? own : null;
    }

    private JsonNode? Argument(FieldDefinition field, FieldNode node, string name)
    {
        var value = node.Arguments.FirstOrDefault(argument => argument.Name == name)?.Value ?? field.Arguments.Find(name)?.DefaultValue;
        return Literal(value);
    }

    private JsonNode? Literal(ValueNode? value) => value switch
    {
        VariableNode variable when variables.TryGetPropertyValue(variable.Name, out var given) => given?.DeepClone(),
        VariableNode variable => Literal(operation.Variables.First(definition => definition.Name == variable.Name).DefaultValue),
        IntValueNode number => long.Parse(number.Value),
        FloatValueNode number => double.Parse(number.Value),
        StringValueNode text => text.Value,
        BooleanValueNode flag => flag.Value,
        EnumValueNode constant => constant.Value,
        ListValueNode list => new JsonArray([.. list.Values.Select(Literal)]),
        ObjectValueNode input => new JsonObject(input.Fields.Select(member => KeyValuePair.Create(member.Name, Literal(member.Value)))),
        _ => null,
    };

    private object? Wrap(JsonNode? value, FieldDefinition field, FixtureObject parent, bool isSent)
    {
        switch (value)
        {
            case JsonArray list:
                return list.Select(item => Wrap(item, field, parent, isSent)).ToList();
            case JsonObject inline:
                var named = inline["__typename"]?.GetValue<string>() ?? field.Type.NamedType.Name;
                return new FixtureObject(named, inline, isSent ? inline : null, Provided(field, parent));
            case JsonValue text when text.GetValueKind() == System.Text.Json.JsonValueKind.String && text.ToString().StartsWith('!'):
                return new InvalidOperationException(text.ToString()[1..]);
            case JsonValue text when text.GetValueKind() == System.Text.Json.JsonValueKind.String && text.ToString().StartsWith('@') && fixture.Find(text.ToString()) is var (type, row):
                var own = field.Type.NamedType is ObjectType declared ? declared.Name : type;
                return new FixtureObject(own, row, null, Provided(field, parent));
            default:
                return value;
        }
    }

    private static IReadOnlyList<SelectionSetNode> Provided(FieldDefinition field, FixtureObject parent) =>
        [.. field.AppliedDirectives.Where(directive => directive.Name == "provides").Select(KeyOf), .. parent.ProvidedBelow(field.Name)];

    private List<object?> Entities(FieldNode node) => [.. Literal(node.Arguments[0].Value)!.AsArray().Select(item => Entity(item!.AsObject()))];

    private object? Entity(JsonObject sent)
    {
        var named = sent["__typename"]!.GetValue<string>();
        if (schema.FindType(named) is not CompositeType type) return new InvalidOperationException($"{subgraph} has no type {named}");
        foreach (var objectType in type.PossibleTypes)
        {
            var keys = objectType.AppliedDirectives.Where(directive => directive.Name == "key" && directive.Argument("resolvable") is not BooleanValueNode { Value: false }).Select(KeyOf).ToList();
            var row = fixture.Rows(objectType.Name).FirstOrDefault(row => keys.Any(key => Matches(key, row, sent)));
            if (row is not null) return new FixtureObject(objectType.Name, row, sent, []);
        }

        return null;
    }

    private bool Matches(SelectionSetNode key, JsonNode? row, JsonNode? sent)
    {
        if (row is JsonArray rows) return sent is JsonArray items && items.Count == rows.Count && rows.Zip(items).All(pair => Matches(key, pair.First, pair.Second));
        if (row is JsonValue reference && fixture.Find(reference.ToString()) is var (_, found)) row = found;
        return row is JsonObject own && sent is JsonObject given && key.Selections.OfType<FieldNode>().All(field =>
            given.TryGetPropertyValue(field.Name, out var value) && value is not null
            && Fixture.TryGet(own, field.Name, "", subgraph, out var mine)
            && (field.SelectionSet is null ? mine?.ToString() == value.ToString() : Matches(field.SelectionSet, mine, value)));
    }

    private JsonNode? Complete(FieldDefinition field, IGraphQLType type, object? value, IReadOnlyList<SelectionSetNode> below, IReadOnlyList<JsonNode> path)
    {
        if (type is NonNullType nonNull)
        {
            if (Complete(field, nonNull.Nullable, value, below, path) is { } completed) return completed;
            if (value is null) Report($"{field.Name} must not be null", path);
            throw new NullBubbles();
        }

        try
        {
            return value switch
            {
                null => null,
                Exception fault => Report(fault.Message, path),
                List<object?> items => new JsonArray([.. items.Select((item, index) => Complete(field, ((ListType)type).ItemType, item, below, [.. path, JsonValue.Create(index)]))]),
                FixtureObject found when schema.FindType(found.TypeName) is ObjectType objectType && ((CompositeType)type.NamedType).PossibleTypes.Contains(objectType) => Select(found, below, path),
                FixtureObject found => Report($"{found.TypeName} is no {type} in {subgraph}", path),
                JsonNode leaf => leaf.DeepClone(),
                _ => throw new InvalidOperationException(value.ToString()),
            };
        }
        catch (NullBubbles)
        {
            return null;
        }
    }

    private JsonNode? Report(string message, IReadOnlyList<JsonNode> path)
    {
        _errors.Add(new JsonObject { ["message"] = message, ["path"] = new JsonArray([.. path.Select(segment => segment.DeepClone())]) });
        return null;
    }
}
