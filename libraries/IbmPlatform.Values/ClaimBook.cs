using System.Text;

namespace IbmPlatform.Values;

/// <summary>The claims of a record that is being written: keeps them and their conflicts in step with its values.</summary>
/// <param name="entity">The record's id.</param>
/// <param name="claims">As they stood before the write, each with the field's path from the record on.</param>
/// <param name="conflicts">Likewise.</param>
public sealed class ClaimBook(string entity, IEnumerable<Claim> claims, IEnumerable<Conflict> conflicts)
{
    /// <summary>
    /// Most submissions kept of one field that the record no longer follows, the newest; stops a field that is written daily from growing
    /// its record without end. Revisions keep them all.
    /// </summary>
    public const int MaxSupersededSubmissions = 20;

    private readonly List<Claim> claims = [.. claims];
    private readonly List<Conflict> conflicts = [.. conflicts];

    /// <summary>As they stand now.</summary>
    public IReadOnlyList<Claim> Claims => claims;

    /// <summary>As they stand now.</summary>
    public IReadOnlyList<Conflict> Conflicts => conflicts;

    /// <summary>Takes over what a submission says of a field; the same from the same source again changes nothing.</summary>
    /// <param name="field">The field's path.</param>
    /// <param name="before">What the record held there: nothing, one value, or the texts of a name.</param>
    /// <param name="after">What it holds now.</param>
    /// <param name="statement">What stands behind it.</param>
    public void Restate(string field, IReadOnlyList<string> before, IReadOnlyList<string> after, Statement statement)
    {
        var changed = !before.SequenceEqual(after, StringComparer.Ordinal);
        IReadOnlyList<string?> said = changed
            ? after.Count == 0 ? [null] : [.. after.Except(before, StringComparer.Ordinal)]
            : statement.NamesSource ? [.. after.Where(value => !At(field).Any(claim => claim.Value == value && statement.IsSourceOf(claim)))] : [];
        if (!changed && said.Count == 0)
            return;
        if (changed)
            Follow(field, after);
        List<Claim> added = [.. said.Select((value, i) => statement.ClaimOf(NewId(field, statement.Submission.Revision, i), field, value))];
        claims.AddRange(added);
        DropOldest(field);
        Reconcile(field, added, changed, statement);
    }

    /// <summary>The record no longer holds anything in a field, and nobody speaks of it: what stood there is no longer followed.</summary>
    public void Forget(string field)
    {
        Follow(field, []);
        conflicts.RemoveAll(conflict => conflict.Field == field);
    }

    private IEnumerable<Claim> At(string field) => claims.Where(claim => claim.Field == field);

    private void Follow(string field, IReadOnlyList<string> values)
    {
        for (var i = 0; i < claims.Count; i++)
        {
            if (claims[i] is var claim && claim.Field == field)
                claims[i] = claim with { Followed = claim.Value is null ? claim.Followed && values.Count == 0 : values.Contains(claim.Value, StringComparer.Ordinal) };
        }
    }

    private void DropOldest(string field)
    {
        var superseded = At(field).Where(claim => !claim.Followed && claim.Sources.Count == 0 && claim.Submissions.Count > 0).ToList();
        foreach (var claim in superseded.Take(superseded.Count - MaxSupersededSubmissions))
            claims.Remove(claim);
    }

    // An empty heading says nothing that another claim could contradict.
    private void Reconcile(string field, IReadOnlyList<Claim> added, bool changed, Statement statement)
    {
        var followed = added.Concat(At(field).Where(claim => claim.Followed && !added.Contains(claim))).Select(claim => claim.Id).ToList();
        var others = At(field).Where(claim => !claim.Followed && (claim.Value is not null || claim.Submissions.Count > 0)).ToList();
        var place = conflicts.FindIndex(conflict => conflict.Field == field);
        var standing = place < 0 ? null : conflicts[place];
        if (standing is not null)
            conflicts.RemoveAt(place);
        if (followed.Count == 0 || others.Count == 0 || (standing is null && !changed))
            return;
        IReadOnlyList<string> ids = [.. followed, .. others.Select(claim => claim.Id)];
        conflicts.Insert(
            place < 0 ? conflicts.Count : place,
            standing is not null && !changed
                ? standing with { Claims = [standing.Claims[0], .. ids.Where(id => id != standing.Claims[0])] }
                : new(field, ids, statement.RuleOver(others), statement.Explanation));
    }

    // claim/project/bomca-9/period-start-v2, claim/project/bomca-9/countries-KG/role-v2
    private string NewId(string field, int revision, int place)
    {
        var name = new StringBuilder();
        var inItem = false;
        for (var i = 0; i < field.Length; i++)
        {
            inItem = field[i] == '[' || (inItem && field[i] != ']');
            _ = field[i] switch
            {
                '[' => name.Append('-'),
                ']' => name,
                '.' => name.Append(i > 0 && field[i - 1] == ']' ? '/' : '-'),
                var c when !inItem && char.IsAsciiLetterUpper(c) => name.Append('-').Append(char.ToLowerInvariant(c)),
                var c => name.Append(char.IsAsciiLetterOrDigit(c) ? c : '-'),
            };
        }
        return $"claim/{entity}/{name}-v{revision}{(place == 0 ? "" : $"-{place + 1}")}";
    }
}
