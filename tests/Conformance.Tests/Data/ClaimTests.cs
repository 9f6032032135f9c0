using System.Text.Json.Nodes;

namespace IbmPlatform.Conformance.Tests.Data;

/// <summary>No fact without a source, no followed claim that the record does not hold.</summary>
public sealed class ClaimTests
{
    public static TheoryData<string> Files => [.. DataSet.Compiled.Select(record => record.File).Distinct()];

    [Theory]
    [MemberData(nameof(Files))]
    public void Every_stated_member_has_a_followed_claim_with_its_value(string file) =>
        Faults.None(Records(file).SelectMany(record => Facts.Of(record).Where(fact => !fact.IsClaimed)
            .Select(fact => $"{record.Id}: {fact.Path} = \"{fact.Value}\" has no followed claim with this value.")));

    [Theory]
    [MemberData(nameof(Files))]
    public void Every_followed_claim_is_held_by_the_record(string file)
    {
        var faults = new List<string>();
        foreach (var record in Records(file))
        {
            foreach (var owner in JsonWalk.Objects(record.Json).Where(owner => JsonWalk.OwnClaims(owner).Any()))
            {
                var facts = Facts.OwnOf(owner).ToLookup(fact => fact.Path, fact => fact.Value);
                faults.AddRange(JsonWalk.OwnClaims(owner)
                    .Where(claim => claim.Flag("followed") && claim.Text("value") is { } value && !facts[claim.Text("field")!].Contains(value))
                    .Select(claim => $"{claim.Text("id")}: the record has no {claim.Text("field")} = \"{claim.Text("value")}\"."));
            }
        }
        Faults.None(faults);
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void A_text_that_is_stated_stands_in_its_quote(string file)
    {
        var faults = from record in Records(file)
                     from claim in JsonWalk.Claims(record.Json)
                     where claim.Text("kind") == "STATED" && claim.Text("value") is { } value && IsProse(value)
                     where !Quotes(claim).Any(quote => quote.Contains(claim.Text("value")!, StringComparison.Ordinal))
                     select $"{claim.Text("id")}: no quote has the words \"{claim.Text("value")}\".";
        Faults.None(faults);
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Judgement_is_explained_and_derivation_shows_its_premises(string file)
    {
        var faults = new List<string>();
        foreach (var record in Records(file))
        {
            var known = JsonWalk.Claims(record.Json).Select(claim => claim.Text("id")).ToHashSet();
            foreach (var claim in JsonWalk.Claims(record.Json))
            {
                var premises = claim["derivedFrom"]?.AsArray().Select(id => id!.GetValue<string>()).ToList() ?? [];
                if (claim.Text("kind") is not "STATED" && claim.Text("note") is null)
                    faults.Add($"{claim.Text("id")}: {claim.Text("kind")} needs a note.");
                if (claim["sources"] is not JsonArray { Count: > 0 })
                    faults.Add($"{claim.Text("id")}: no source.");
                if (premises.Count > 0 && claim.Text("kind") != "DERIVED")
                    faults.Add($"{claim.Text("id")}: only DERIVED claims are derived from others.");
                faults.AddRange(premises.Where(id => !known.Contains(id)).Select(id => $"{claim.Text("id")}: derived from {id}, which {record.Id} has not."));
                if (claim.Text("value") is null && claim.Text("kind") is not ("EMPTY_HEADING" or "AMBIGUOUS"))
                    faults.Add($"{claim.Text("id")}: says nothing.");
            }
        }
        Faults.None(faults);
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Claims_that_differ_on_one_field_stand_in_a_conflict_with_the_followed_one_first(string file)
    {
        var faults = new List<string>();
        foreach (var owner in Records(file).SelectMany(record => JsonWalk.Objects(record.Json)))
        {
            var claims = JsonWalk.OwnClaims(owner).ToList();
            var conflicts = owner["conflicts"]?.AsArray().Select(conflict => conflict!.AsObject()).ToList() ?? [];
            foreach (var rejected in claims.Where(claim => !claim.Flag("followed") && claim.Text("value") is not null))
            {
                var rivals = claims.Where(claim => claim.Flag("followed") && claim.Text("field") == rejected.Text("field")).ToList();
                var stands = conflicts.Any(conflict => Ids(conflict).Skip(1).Contains(rejected.Text("id")!) && rivals.Any(rival => rival.Text("id") == Ids(conflict)[0]));
                if (rivals.Count > 0 && !stands)
                    faults.Add($"{rejected.Text("id")}: no conflict says why it is not followed.");
                if (rivals.Count == 0 && rejected.Text("note") is null)
                    faults.Add($"{rejected.Text("id")}: no note says why it is not followed.");
            }
            faults.AddRange(from conflict in conflicts
                            from id in Ids(conflict)
                            where !claims.Any(claim => claim.Text("id") == id && claim.Text("field") == conflict.Text("field"))
                            select $"{owner.Text("id")}: the conflict on {conflict.Text("field")} names {id}, which is no claim on it.");
        }
        Faults.None(faults);
    }

    private static IEnumerable<DataRecord> Records(string file) => DataSet.Compiled.Where(record => record.File == file);

    private static List<string> Ids(JsonObject conflict) => [.. conflict["claims"]!.AsArray().Select(id => id!.GetValue<string>())];

    // Ids, dates, numbers, amounts, enum values and language tags are written in our own form; prose is the document's.
    private static bool IsProse(string value) =>
        value.Contains(' ', StringComparison.Ordinal) && !value.Contains('/', StringComparison.Ordinal) && !char.IsAsciiDigit(value[0]);

    private static IEnumerable<string> Quotes(JsonObject claim) =>
        claim["sources"]!.AsArray().Select(source => Normalised(source!["quote"]!.GetValue<string>()));

    private static string Normalised(string quote) =>
        string.Join(' ', quote.Split([' ', '\u00A0', '\n'], StringSplitOptions.RemoveEmptyEntries));
}
