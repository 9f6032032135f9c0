using IbmPlatform.GraphQL.Language;
using IbmPlatform.GraphQL.Types;

namespace IbmPlatform.GraphQL.Validation;

/// <summary>A variable where it is used, with what is expected there.</summary>
/// <param name="Node">The use.</param>
/// <param name="Type">The type expected; null when the schema does not know the place.</param>
/// <param name="ParentType">The type of the list or object around the place.</param>
/// <param name="HasDefault">Whether the place has a default of its own.</param>
internal readonly record struct VariableUsage(VariableNode Node, IGraphQLType? Type, IGraphQLType? ParentType, bool HasDefault);
