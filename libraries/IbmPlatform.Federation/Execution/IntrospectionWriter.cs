using System.Text.Json;
using IbmPlatform.Federation.Planning;
using IbmPlatform.GraphQL.Language;
using IbmPlatform.GraphQL.Types;

namespace IbmPlatform.Federation.Execution;

/// <summary>Answers <c>__schema</c> and <c>__type</c> from the API schema (specification, "Schema Introspection"); no subgraph is asked.</summary>
internal sealed class IntrospectionWriter(Schema schema, AnswerBuffer output, IReadOnlyDictionary<string, byte[]> variables)
{
    public void Write(FieldDemand demand)
    {
        var meta = demand.Meta!;
        if (demand.Name == "__schema") WriteValue(schema, meta);
        else WriteValue(Argument(meta, "name") is { } name ? schema.FindType(name) : null, meta);
    }

    private string? Argument(MetaSelection meta, string name) => meta.Field.Arguments.FirstOrDefault(argument => argument.Name == name)?.Value switch
    {
        StringValueNode text => text.Value,
        BooleanValueNode flag => flag.Value ? "true" : "false",
        VariableNode variable when variables.TryGetValue(variable.Name, out var value) => JsonSerializer.Deserialize<JsonElement>(value).ToString(),
        _ => null,
    };

    private bool WithDeprecated(MetaSelection meta) => string.Equals(Argument(meta, "includeDeprecated"), "true", StringComparison.OrdinalIgnoreCase);

    private void WriteValue(object? value, MetaSelection meta)
    {
        switch (value)
        {
            case null:
                output.Write("null"u8);
                break;
            case bool flag:
                output.Write(flag ? "true"u8 : "false"u8);
                break;
            case string text:
                output.Write(JsonSerializer.SerializeToUtf8Bytes(text));
                break;
            case System.Collections.IEnumerable items:
                WriteList(items, meta);
                break;
            default:
                WriteObject(value, meta);
                break;
        }
    }

    private void WriteList(System.Collections.IEnumerable items, MetaSelection meta)
    {
        output.Write((byte)'[');
        foreach (var item in items)
        {
            if (output.Written[^1] != '[') output.Write((byte)',');
            WriteValue(item, meta);
        }

        output.Write((byte)']');
    }

    private void WriteObject(object value, MetaSelection meta)
    {
        output.Write((byte)'{');
        foreach (var field in meta.Fields())
        {
            if (output.Written[^1] != '{') output.Write((byte)',');
            output.Write(JsonSerializer.SerializeToUtf8Bytes(field.Field.ResponseName));
            output.Write((byte)':');
            WriteValue(Resolve(value, field), field);
        }

        output.Write((byte)'}');
    }

    private object? Resolve(object value, MetaSelection field) => value switch
    {
        Schema => OfSchema(field.Field.Name),
        IGraphQLType type => OfType(type, field),
        FieldDefinition definition => OfField(definition, field),
        InputValueDefinition input => OfInput(input, field.Field.Name),
        EnumValueDefinition constant => OfEnumValue(constant, field.Field.Name),
        _ => OfDirective((DirectiveDefinition)value, field),
    };

    private object? OfSchema(string name) => name switch
    {
        "description" => schema.Description,
        "types" => schema.Types,
        "queryType" => schema.QueryType,
        "mutationType" => schema.MutationType,
        "subscriptionType" => schema.SubscriptionType,
        "directives" => schema.Directives,
        _ => "__Schema",
    };

    private object? OfType(IGraphQLType type, MetaSelection field) => field.Field.Name switch
    {
        "kind" => KindOf(type),
        "name" => (type as NamedType)?.Name,
        "description" => (type as NamedType)?.Description,
        "specifiedByURL" => (type as ScalarType)?.SpecifiedByUrl,
        "fields" => (type as FieldsType)?.Fields.Where(member => member.DeprecationReason is null || WithDeprecated(field)),
        "interfaces" => (type as FieldsType)?.Interfaces,
        "possibleTypes" => type is InterfaceType or UnionType ? ((CompositeType)type).PossibleTypes : null,
        "enumValues" => (type as EnumType)?.Values.Where(member => member.DeprecationReason is null || WithDeprecated(field)),
        "inputFields" => (type as InputObjectType)?.Fields.Where(member => member.DeprecationReason is null || WithDeprecated(field)),
        "ofType" => type switch { NonNullType nonNull => nonNull.Nullable, ListType list => list.ItemType, _ => null },
        "isOneOf" => type is InputObjectType input ? input.IsOneOf : null,
        _ => "__Type",
    };

    private static string KindOf(IGraphQLType type) => type switch
    {
        NonNullType => "NON_NULL",
        ListType => "LIST",
        ScalarType => "SCALAR",
        ObjectType => "OBJECT",
        InterfaceType => "INTERFACE",
        UnionType => "UNION",
        EnumType => "ENUM",
        _ => "INPUT_OBJECT",
    };

    private object? OfField(FieldDefinition definition, MetaSelection field) => field.Field.Name switch
    {
        "name" => definition.Name,
        "description" => definition.Description,
        "args" => definition.Arguments.Where(member => member.DeprecationReason is null || WithDeprecated(field)),
        "type" => definition.Type,
        "isDeprecated" => definition.DeprecationReason is not null,
        "deprecationReason" => definition.DeprecationReason,
        _ => "__Field",
    };

    private static object? OfInput(InputValueDefinition input, string name) => name switch
    {
        "name" => input.Name,
        "description" => input.Description,
        "type" => input.Type,
        "defaultValue" => input.DefaultValue is null ? null : Printer.PrintCompact(input.DefaultValue),
        "isDeprecated" => input.DeprecationReason is not null,
        "deprecationReason" => input.DeprecationReason,
        _ => "__InputValue",
    };

    private static object? OfEnumValue(EnumValueDefinition constant, string name) => name switch
    {
        "name" => constant.Name,
        "description" => constant.Description,
        "isDeprecated" => constant.DeprecationReason is not null,
        "deprecationReason" => constant.DeprecationReason,
        _ => "__EnumValue",
    };

    private object? OfDirective(DirectiveDefinition directive, MetaSelection field) => field.Field.Name switch
    {
        "name" => directive.Name,
        "description" => directive.Description,
        "isRepeatable" => directive.IsRepeatable,
        "locations" => directive.Locations,
        "args" => directive.Arguments.Where(member => member.DeprecationReason is null || WithDeprecated(field)),
        _ => "__Directive",
    };
}
