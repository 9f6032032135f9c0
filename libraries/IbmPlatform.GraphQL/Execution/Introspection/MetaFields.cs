using System.Text;
using IbmPlatform.GraphQL.Execution.Binding;
using IbmPlatform.GraphQL.Execution.Inputs;
using IbmPlatform.GraphQL.Types;

namespace IbmPlatform.GraphQL.Execution.Introspection;

/// <summary>The fields that every schema has without saying so: <c>__typename</c>, <c>__schema</c>, <c>__type</c>.</summary>
internal static class MetaFields
{
    public static FieldBinding TypeName(ObjectBinding type, OutputShapes shapes)
    {
        var json = Encoding.UTF8.GetBytes($"\"{type.Name}\"");
        return new FieldBinding(type.Name, "__typename", shapes.Of(IntrospectionTypes.TypeNameField.Type), [], new SyncResolver(
            _ => type.Name,
            (_, buffer) =>
            {
                buffer.WriteRaw(json);
                return true;
            })
        {
            Json = json,
        });
    }

    public static IEnumerable<FieldBinding> Introspection(Schema schema, BoundTypes types, OutputShapes shapes)
    {
        var root = schema.QueryType!.Name;
        yield return new FieldBinding(root, "__schema", shapes.Of(IntrospectionTypes.SchemaField.Type), [], new SyncResolver(call => call.Schema));

        var name = IntrospectionTypes.TypeField.Arguments[0];
        var argument = new ArgumentBinding(
            new InputPosition(name.Name, types.InputTypeOf(name.Type)!, null), static value => value, null, null, null);
        yield return new FieldBinding(root, "__type", shapes.Of(IntrospectionTypes.TypeField.Type), [argument], new SyncResolver(
            call => call.Schema.FindType((string)call.Arguments[0]!)));
    }
}
