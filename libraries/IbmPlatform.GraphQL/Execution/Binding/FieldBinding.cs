using System.Linq.Expressions;
using IbmPlatform.GraphQL.Execution.Inputs;
using IbmPlatform.GraphQL.Execution.Running;
using IbmPlatform.GraphQL.Execution.Streams;

namespace IbmPlatform.GraphQL.Execution.Binding;

/// <summary>A field and its compiled resolver.</summary>
internal sealed class FieldBinding(string typeName, string name, OutputShape shape, ArgumentBinding[] arguments, Resolver resolver)
{
    public string TypeName => typeName;

    public string Name => name;

    public OutputShape Shape => shape;

    public ArgumentBinding[] Arguments => arguments;

    public Resolver Resolver => resolver;

    /// <summary>How a field of the subscription type opens its stream; null on other types. Its resolver gives each event's value.</summary>
    public SourceStream? Source { get; init; }
}

/// <summary>A compiled resolver: a property, a method, or a method for many parents at once.</summary>
internal abstract record Resolver;

/// <summary>Answers at once. <paramref name="WriteLeaf"/>, where set, writes the leaf value without boxing it; false stands for null.</summary>
internal sealed record SyncResolver(Func<ResolverCall, object?> Resolve, Func<object, Utf8JsonBuffer, bool>? WriteLeaf = null) : Resolver
{
    /// <summary>The value as an expression of its parent, for selections that are compiled; null where it takes more than the parent.</summary>
    public Func<Expression, Expression>? Read { get; init; }

    /// <summary>The JSON of a value that all parents share; null where they differ.</summary>
    public byte[]? Json { get; init; }
}

/// <summary>Answers later, for one parent.</summary>
internal sealed record AsyncResolver(Func<ResolverCall, ValueTask<object?>> Resolve) : Resolver;

/// <summary>Answers for all parents of the field at a level: a list of one result a parent.</summary>
internal sealed record BatchResolver(Func<ResolverCall, ValueTask<object?>> Resolve) : Resolver;

/// <summary>Cannot answer: fields that another subgraph owns.</summary>
internal sealed record UnavailableResolver(string Message, string Code) : Resolver;
