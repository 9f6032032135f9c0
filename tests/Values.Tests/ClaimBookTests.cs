namespace IbmPlatform.Values.Tests;

public sealed class ClaimBookTests
{
    private static readonly DateTimeOffset At = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Superseded_submissions_are_kept_up_to_a_number_and_documents_always()
    {
        var book = new ClaimBook("project/x", [Read("claim/project/x/phase", "phase", "0")], []);

        for (var phase = 1; phase <= 30; phase++)
            book.Restate("phase", [$"{phase - 1}"], [$"{phase}"], Submitted(phase + 1));

        Assert.Equal(["0", .. Enumerable.Range(10, 21).Select(n => $"{n}")], book.Claims.Select(c => c.Value));
        Assert.Equal("30", Assert.Single(book.Claims, c => c.Followed).Value);
        Assert.Equal("claim/project/x/phase-v31", Assert.Single(book.Conflicts).Claims[0]);
        Assert.Equal(22, book.Conflicts[0].Claims.Count);
    }

    [Fact]
    public void A_value_that_an_earlier_source_gave_is_followed_again()
    {
        var book = new ClaimBook("project/x", [Read("a", "acronym", "A"), Read("b", "acronym", "B") with { Followed = false }], [new("acronym", ["a", "b"], ConflictRule.MorePrecise, "")]);

        book.Restate("acronym", ["A"], ["B"], Submitted(2));

        Assert.Equal([("a", false), ("b", true), ("claim/project/x/acronym-v2", true)], book.Claims.Select(c => (c.Id, c.Followed)));
        Assert.Equal(["claim/project/x/acronym-v2", "b", "a"], Assert.Single(book.Conflicts).Claims);
        Assert.Equal(ConflictRule.EditorChoice, book.Conflicts[0].Rule);
    }

    [Fact]
    public void What_the_keeper_of_a_record_reports_is_followed_for_that()
    {
        var book = new ClaimBook("project/x", [Read("a", "acronym", "A")], []);

        book.Restate("acronym", ["A"], ["B"], new(new("organisation/o", At, 2), ByOwner: true));

        Assert.Equal(ConflictRule.OwnerReported, Assert.Single(book.Conflicts).Rule);
    }

    [Fact]
    public void An_empty_heading_contradicts_nobody()
    {
        var book = new ClaimBook("project/x", [new() { Id = "e", Field = "phase", Kind = ClaimKind.EmptyHeading, Followed = false }], []);

        book.Restate("phase", [], ["1"], Submitted(2));

        Assert.Empty(book.Conflicts);
    }

    private static Claim Read(string id, string field, string value) => new()
    {
        Id = id,
        Field = field,
        Value = value,
        Kind = ClaimKind.Stated,
        Followed = true,
        Sources = [new("document/d", value, 1, 1)],
    };

    private static Statement Submitted(int version) => new(new(null, At.AddDays(version), version));
}
