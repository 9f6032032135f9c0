using IbmPlatform.GraphQL.Execution.Leaves;

namespace IbmPlatform.GraphQL.Execution;

/// <summary>Says which C# type stands for which GraphQL type. Nothing is checked until the whole schema is bound.</summary>
public sealed class SchemaBinder
{
    internal List<ScalarRegistration> Scalars { get; } = [];

    internal List<TypeRegistration> Enums { get; } = [];

    internal List<TypeRegistration> Inputs { get; } = [];

    internal List<ObjectRegistration> Objects { get; } = [];

    /// <summary>
    /// Binds a custom scalar that travels as a JSON string. <paramref name="parse"/> throws <see cref="FormatException"/> for text that is
    /// no value; its message is shown to the client.
    /// </summary>
    public SchemaBinder Scalar<T>(string name, Func<string, T> parse, Func<T, string> format) where T : notnull
    {
        ArgumentNullException.ThrowIfNull(parse);
        ArgumentNullException.ThrowIfNull(format);
        Scalars.Add(new ScalarRegistration(name, new StringScalar<T>(name, parse, format)));
        return this;
    }

    /// <summary>Binds an enum: <c>IN_PROGRESS</c> to <c>InProgress</c>.</summary>
    public SchemaBinder Enum<T>(string name) where T : struct, Enum
    {
        Enums.Add(new TypeRegistration(name, typeof(T)));
        return this;
    }

    /// <summary>Binds an input object to a type built from constructor parameters and settable properties.</summary>
    public SchemaBinder Input<T>(string name) where T : notnull
    {
        Inputs.Add(new TypeRegistration(name, typeof(T)));
        return this;
    }

    /// <summary>Binds an object type to its C# type: fields by resolver classes first, then by public properties.</summary>
    public SchemaBinder Object<T>(string name, params Type[] resolvers) where T : notnull
    {
        Objects.Add(new ObjectRegistration(name, typeof(T), resolvers));
        return this;
    }

    /// <summary>Binds the query type's fields; several calls add up.</summary>
    public SchemaBinder Query(params Type[] resolvers) => Root(ObjectRegistration.Query, resolvers);

    /// <summary>Binds the mutation type's fields; several calls add up.</summary>
    public SchemaBinder Mutation(params Type[] resolvers) => Root(ObjectRegistration.Mutation, resolvers);

    /// <summary>
    /// Binds the subscription type's fields: each method returns <c>IAsyncEnumerable&lt;T&gt;</c>, at once or by a task, whose events are
    /// the field's values. Several calls add up.
    /// </summary>
    public SchemaBinder Subscription(params Type[] resolvers) => Root(ObjectRegistration.Subscription, resolvers);

    private SchemaBinder Root(string role, Type[] resolvers)
    {
        Objects.Add(new ObjectRegistration(role, typeof(RootValue), resolvers));
        return this;
    }
}
