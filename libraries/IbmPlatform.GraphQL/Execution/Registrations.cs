using IbmPlatform.GraphQL.Execution.Leaves;

namespace IbmPlatform.GraphQL.Execution;

internal sealed record TypeRegistration(string Name, Type ClrType);

internal sealed record ScalarRegistration(string Name, LeafBinding Binding);

/// <summary>An object type and where its fields are found. The root types are named by their role, since the SDL may rename them.</summary>
internal sealed record ObjectRegistration(string Name, Type ClrType, IReadOnlyList<Type> Resolvers)
{
    public const string Query = "(query)";

    public const string Mutation = "(mutation)";

    public const string Subscription = "(subscription)";
}

/// <summary>The parent of the root fields.</summary>
internal sealed class RootValue
{
    public static readonly RootValue Instance = new();
}
