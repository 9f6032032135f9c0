using IbmPlatform.ServiceDefaults.DataSets;
using IbmPlatform.Values;

namespace IbmPlatform.ServiceDefaults.Tests.DataSets;

public sealed class DataSetReaderTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("ibm-data-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void A_sound_file_becomes_records()
    {
        Write("boxes.json", """
            [{ "id": "box/a", "name": "A", "size": "1.50", "made": "2015-06", "kind": "EMPTY_HEADING", "tags": ["x"], "friend": "box/b" },
             { "id": "box/b", "name": "B" }]
            """);
        var reader = new DataSetReader(folder);

        var boxes = reader.Read<Box>("boxes.json");
        reader.Complete();

        Assert.Equal(("box/a", 1.50m, PartialDate.Parse("2015-06"), ClaimKind.EmptyHeading, "x"), (boxes[0].Id, boxes[0].Size, boxes[0].Made, boxes[0].Kind, Assert.Single(boxes[0].Tags)));
        Assert.Empty(boxes[1].Tags);
    }

    [Fact]
    public void All_faults_come_at_once_with_file_record_and_field()
    {
        Write("boxes.json", """
            [{ "id": "box/a", "nmae": "A", "size": "much", "made": "June", "kind": "MAYBE", "tags": [1, " "] },
             { "id": "box/b", "name": 7, "friend": "box/none" },
             { "id": "box/b", "name": "twice" },
             { "name": "nameless" }]
            """);
        Write("broken.json", "[{]");
        var reader = new DataSetReader(folder);
        reader.Read<Box>("boxes.json");

        var faults = Assert.Throws<DataSetException>(reader.Complete).Faults;

        Assert.Equal(
            [
                ("boxes.json", "box/a", "$.nmae"), ("boxes.json", "box/a", "$.size"), ("boxes.json", "box/a", "$.made"), ("boxes.json", "box/a", "$.kind"),
                ("boxes.json", "box/a", "$.tags[0]"), ("boxes.json", "box/a", "$.tags[1]"), ("boxes.json", "box/a", "$.name"),
                ("boxes.json", "box/b", "$.name"), ("boxes.json", "box/b", "$.id"), ("boxes.json", null, "$.id"), ("broken.json", null, "$"),
                ("boxes.json", "box/b", "$.friend"),
            ],
            faults.Select(f => (f.File, f.Record, f.Path)).OrderBy(f => Order.IndexOf((f.File, f.Record, f.Path))));
        Assert.Contains(faults, f => f.Problem.Contains("expected one of STATED, DERIVED, INFERRED", StringComparison.Ordinal));
        Assert.Contains(faults, f => f.Problem == "\"box/none\" names no record of the data set.");
    }

    private static readonly List<(string, string?, string)> Order =
    [
        ("boxes.json", "box/a", "$.nmae"), ("boxes.json", "box/a", "$.size"), ("boxes.json", "box/a", "$.made"), ("boxes.json", "box/a", "$.kind"),
        ("boxes.json", "box/a", "$.tags[0]"), ("boxes.json", "box/a", "$.tags[1]"), ("boxes.json", "box/a", "$.name"),
        ("boxes.json", "box/b", "$.name"), ("boxes.json", "box/b", "$.id"), ("boxes.json", null, "$.id"), ("broken.json", null, "$"),
        ("boxes.json", "box/b", "$.friend"),
    ];

    private void Write(string file, string json) => File.WriteAllText(Path.Combine(folder, file), json);

    public sealed record Box
    {
        public required string Id { get; init; }

        public required string Name { get; init; }

        public decimal? Size { get; init; }

        public PartialDate? Made { get; init; }

        public ClaimKind? Kind { get; init; }

        public IReadOnlyList<string> Tags { get; init; } = [];

        public string? Friend { get; init; }
    }
}
