using IbmPlatform.GraphQL.Execution.Running;

namespace IbmPlatform.GraphQL.Execution.Binding;

/// <summary>How <c>_entities</c> finds the objects of a type.</summary>
internal sealed record EntityBinding(Func<ResolverCall, ValueTask<object?>> Resolve);

/// <summary>An object whose GraphQL type is known without asking for its C# type.</summary>
internal sealed record TypedValue(ObjectBinding Type, object Value);
