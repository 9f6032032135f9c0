using IbmPlatform.GraphQL.Types;

namespace IbmPlatform.GraphQL.Execution.Introspection;

internal static class SchemaFields
{
    public static ObjectType? QueryType(Schema schema) => schema.QueryType;

    public static ObjectType? MutationType(Schema schema) => schema.MutationType;

    public static ObjectType? SubscriptionType(Schema schema) => schema.SubscriptionType;
}
