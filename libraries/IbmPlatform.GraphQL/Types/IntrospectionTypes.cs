using IbmPlatform.GraphQL.Language;

namespace IbmPlatform.GraphQL.Types;

/// <summary>The introspection system's types (specification, section 4.2), shared by all schemas, and the three meta-fields.</summary>
public static class IntrospectionTypes
{
    private const string Sdl = """
        "What a service offers: its types, roots and directives."
        type __Schema {
          description: String
          "Every named type of the schema."
          types: [__Type!]!
          queryType: __Type!
          mutationType: __Type
          subscriptionType: __Type
          directives: [__Directive!]!
        }

        "A type, named or wrapped; `kind` says which of the other fields have a value."
        type __Type {
          kind: __TypeKind!
          name: String
          description: String
          specifiedByURL: String
          fields(includeDeprecated: Boolean! = false): [__Field!]
          interfaces: [__Type!]
          possibleTypes: [__Type!]
          enumValues(includeDeprecated: Boolean! = false): [__EnumValue!]
          inputFields(includeDeprecated: Boolean! = false): [__InputValue!]
          "The type inside a list or a non-null mark."
          ofType: __Type
          isOneOf: Boolean
        }

        "The kinds of type."
        enum __TypeKind { SCALAR OBJECT INTERFACE UNION ENUM INPUT_OBJECT LIST NON_NULL }

        "A field of an object or interface type."
        type __Field {
          name: String!
          description: String
          args(includeDeprecated: Boolean! = false): [__InputValue!]!
          type: __Type!
          isDeprecated: Boolean!
          deprecationReason: String
        }

        "An argument, or a field of an input object type."
        type __InputValue {
          name: String!
          description: String
          type: __Type!
          "The default as a GraphQL literal."
          defaultValue: String
          isDeprecated: Boolean!
          deprecationReason: String
        }

        "A value of an enum type."
        type __EnumValue {
          name: String!
          description: String
          isDeprecated: Boolean!
          deprecationReason: String
        }

        "A directive that the service knows."
        type __Directive {
          name: String!
          description: String
          isRepeatable: Boolean!
          locations: [__DirectiveLocation!]!
          args(includeDeprecated: Boolean! = false): [__InputValue!]!
        }

        "The places where a directive can be applied."
        enum __DirectiveLocation {
          QUERY MUTATION SUBSCRIPTION FIELD FRAGMENT_DEFINITION FRAGMENT_SPREAD INLINE_FRAGMENT VARIABLE_DEFINITION
          SCHEMA SCALAR OBJECT FIELD_DEFINITION ARGUMENT_DEFINITION INTERFACE UNION ENUM ENUM_VALUE INPUT_OBJECT INPUT_FIELD_DEFINITION
        }
        """;

    /// <summary>The types, <c>__Schema</c> first.</summary>
    public static IReadOnlyList<NamedType> All { get; } =
        SchemaBuilder.BuildTypes(Parser.ParseDocument(Sdl, new ParserOptions { SourceName = "introspection" }));

    /// <summary><c>__Schema</c>.</summary>
    public static ObjectType Schema { get; } = (ObjectType)Named("__Schema");

    /// <summary><c>__Type</c>.</summary>
    public static ObjectType Type { get; } = (ObjectType)Named("__Type");

    /// <summary>The meta-field <c>__typename: String!</c> of every composite type.</summary>
    public static FieldDefinition TypeNameField { get; } = new("__typename", new NonNullType(ScalarType.String))
    {
        Description = "The name of the object's type.",
    };

    /// <summary>The meta-field <c>__schema: __Schema!</c> of the query root.</summary>
    public static FieldDefinition SchemaField { get; } = new("__schema", new NonNullType(Schema))
    {
        Description = "The schema of this service.",
    };

    /// <summary>The meta-field <c>__type(name: String!): __Type</c> of the query root.</summary>
    public static FieldDefinition TypeField { get; } = new("__type", Type)
    {
        Description = "The type of that name; null when the schema has none.",
        Arguments = new NamedList<InputValueDefinition>([new InputValueDefinition("name", new NonNullType(ScalarType.String))]),
    };

    private static NamedType Named(string name) => All.First(type => type.Name == name);
}
