using IbmPlatform.GraphQL.Language;

namespace IbmPlatform.GraphQL.Validation.Rules;

/// <summary>Two fields that can't be merged, or whose selections can't.</summary>
/// <param name="ResponseName">The response name that they share.</param>
/// <param name="Reason">Why, as a clause.</param>
/// <param name="First">The first field, then those below it that conflict.</param>
/// <param name="Second">The second field, then those below it that conflict.</param>
internal sealed record FieldConflict(string ResponseName, string Reason, IReadOnlyList<FieldNode> First, IReadOnlyList<FieldNode> Second);
