using System.Text.Json.Serialization;

namespace IbmPlatform.Values;

/// <summary>Claims about one field that cannot all hold, and why the record follows the one it follows.</summary>
/// <param name="Field">The field's path, as in <see cref="Claim.Field"/>.</param>
/// <param name="Claims">Ids of claims of the same entity: the followed one first.</param>
/// <param name="Rule">By which rule the first one is followed.</param>
/// <param name="Explanation">For a reader who does not know the sources.</param>
public sealed record Conflict(string Field, IReadOnlyList<string> Claims, ConflictRule Rule, string Explanation);

/// <summary>Why one of several claims is followed.</summary>
[JsonConverter(typeof(UpperSnakeEnumConverter<ConflictRule>))]
public enum ConflictRule
{
    MorePrecise,
    MoreRecent,
    OwnerReported,
    EditorChoice,
}
