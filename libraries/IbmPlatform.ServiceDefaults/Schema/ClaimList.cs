using IbmPlatform.Values;

namespace IbmPlatform.ServiceDefaults.Schema;

/// <summary>Answers <c>claims(field:, kind:)</c> and <c>conflicts</c> of whatever keeps its sources.</summary>
public static class ClaimList
{
    /// <summary>The claims about a field (or about anything below it) and of a kind; null asks for all.</summary>
    public static IReadOnlyList<ClaimOf> Of(IReadOnlyList<Claim> claims, string? field = null, ClaimKind? kind = null) =>
        [.. claims.Where(c => (field is null || IsAt(c.Field, field)) && (kind is null || c.Kind == kind)).Select(c => new ClaimOf(c, claims))];

    /// <summary>The conflicts with their claims, the followed one first.</summary>
    public static IReadOnlyList<ConflictOf> Conflicts(IReadOnlyList<Claim> claims, IReadOnlyList<Conflict> conflicts) =>
        [.. conflicts.Select(c => new ConflictOf(c.Field, ByIds(claims, c.Claims), c.Rule, c.Explanation))];

    internal static IReadOnlyList<ClaimOf> ByIds(IReadOnlyList<Claim> claims, IReadOnlyList<string> ids) =>
        [.. ids.Select(id => claims.FirstOrDefault(c => c.Id == id)).OfType<Claim>().Select(c => new ClaimOf(c, claims))];

    private static bool IsAt(string field, string asked) =>
        field.StartsWith(asked, StringComparison.Ordinal) && (field.Length == asked.Length || field[asked.Length] is '.' or '[');
}
