using System.Text.Json;
using IbmPlatform.GraphQL.Language;

namespace IbmPlatform.GraphQL.Types.Introspected;

/// <summary>Makes a schema of the answer to an introspection query (spec 4).</summary>
/// <remarks>Introspection tells of no applied directives but those that it has fields for: deprecations, <c>specifiedBy</c>, <c>oneOf</c>.</remarks>
public static class IntrospectionSchema
{
    /// <summary>A query that asks for all that <see cref="Read"/> takes, as the specification of September 2025 has it.</summary>
    public const string Query = """
        query IntrospectionQuery {
          __schema {
            description
            queryType { name }
            mutationType { name }
            subscriptionType { name }
            types {
              kind name description specifiedByURL isOneOf
              fields(includeDeprecated: true) { name description args(includeDeprecated: true) { ...Input } type { ...Type } isDeprecated deprecationReason }
              inputFields(includeDeprecated: true) { ...Input }
              interfaces { ...Type }
              enumValues(includeDeprecated: true) { name description isDeprecated deprecationReason }
              possibleTypes { ...Type }
            }
            directives { name description isRepeatable locations args(includeDeprecated: true) { ...Input } }
          }
        }

        fragment Input on __InputValue { name description type { ...Type } defaultValue isDeprecated deprecationReason }

        fragment Type on __Type {
          kind name
          ofType { kind name ofType { kind name ofType { kind name ofType { kind name ofType { kind name ofType { kind name ofType { kind name ofType { kind name } } } } } } } }
        }
        """;

    /// <summary>Reads an answer: the response with <c>data</c>, or its data alone.</summary>
    /// <param name="answer">UTF-8 JSON.</param>
    /// <exception cref="IntrospectionException">It is no introspection result; all faults are listed.</exception>
    /// <exception cref="SchemaException">What it tells is no valid schema; all faults are listed.</exception>
    public static Schema Read(ReadOnlyMemory<byte> answer) => Schema.FromDocument(ReadDocument(answer));

    /// <summary>Reads an answer as definitions, whether or not they make a valid schema.</summary>
    /// <param name="answer">UTF-8 JSON.</param>
    /// <exception cref="IntrospectionException">It is no introspection result; all faults are listed.</exception>
    public static DocumentNode ReadDocument(ReadOnlyMemory<byte> answer)
    {
        JsonDocument json;
        try
        {
            json = JsonDocument.Parse(answer);
        }
        catch (JsonException e)
        {
            throw new IntrospectionException([$"(root): no JSON: {e.Message}"]);
        }

        using (json)
        {
            var root = new IntrospectedValue(json.RootElement, "", []);
            if (json.RootElement.ValueKind == JsonValueKind.Object && json.RootElement.TryGetProperty("data", out _)) root = root.Member("data") ?? root;
            var document = root.Member("__schema") is { } schema ? new IntrospectionReader().Read(schema) : null;
            return root.Faults.Count == 0 ? document! : throw new IntrospectionException(root.Faults);
        }
    }
}
