using System.Text.Json;

namespace IbmPlatform.Values.Tests;

public sealed class AggregateChangedTests
{
    private sealed record Place(string Id, LocalizedText Name);

    private sealed record PlaceChanged(
        string Source,
        long Epoch,
        long Sequence,
        string Id,
        int Version,
        DateTimeOffset OccurredAt,
        string? By,
        ChangeKind Kind,
        IReadOnlyList<string> ChangedFields,
        Place? State)
        : AggregateChanged<Place>(Source, Epoch, Sequence, Id, Version, OccurredAt, By, Kind, ChangedFields, State);

    private static readonly PlaceChanged Updated = new(
        "places", 1, 42, "place/vienna", 3, DateTimeOffset.UnixEpoch, null, ChangeKind.Updated, ["name"],
        new Place("place/vienna", LocalizedText.Original("Wien", "de")));

    [Fact]
    public void An_event_travels_with_its_whole_state()
    {
        var json = JsonSerializer.Serialize(Updated);
        var back = JsonSerializer.Deserialize<PlaceChanged>(json)!;
        Assert.Equal(json, JsonSerializer.Serialize(back));
        Assert.Equal("Wien", back.State!.Name.For(["de"]).Text);
        Assert.Equal((1L, 42L, 3, ChangeKind.Updated), (back.Epoch, back.Sequence, back.Version, back.Kind));
    }

    [Fact]
    public void A_tombstone_has_no_state_and_may_say_what_it_was_merged_into()
    {
        var merged = Updated with { Kind = ChangeKind.Merged, State = null, ChangedFields = [], MergedInto = "place/wien" };
        var back = JsonSerializer.Deserialize<PlaceChanged>(JsonSerializer.Serialize(merged))!;
        Assert.Null(back.State);
        Assert.Equal("place/wien", back.MergedInto);
    }
}
