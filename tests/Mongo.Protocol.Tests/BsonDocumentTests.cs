namespace IbmPlatform.Mongo.Protocol.Tests;

public sealed class BsonDocumentTests
{
    [Fact]
    public void Values_convert_from_the_types_of_the_language()
    {
        var document = new BsonDocument
        {
            ["s"] = "x",
            ["n"] = (string?)null,
            ["i"] = 1,
            ["l"] = 2L,
            ["d"] = 1.5,
            ["m"] = 2.50m,
            ["b"] = true,
            ["t"] = DateTimeOffset.UnixEpoch,
            ["a"] = new BsonArray { 1, "two", null },
        };

        Assert.Equal(
            """{"s":"x","n":null,"i":1,"l":2,"d":1.5,"m":{"$numberDecimal":"2.50"},"b":true,"t":{"$date":"1970-01-01T00:00:00Z"},"a":[1,"two",null]}""",
            document.ToString());
    }

    [Fact]
    public void Setting_replaces_in_place_and_adding_appends_a_second()
    {
        var document = new BsonDocument { ["a"] = 1, ["b"] = 2 };

        document["a"] = 3;
        document.Add("b", 4);

        Assert.Equal(["a", "b", "b"], document.Names);
        Assert.Equal((3, 2), (document["a"].AsInt32, document["b"].AsInt32));
        Assert.Equal(document, BsonDocument.Parse(document.ToBytes()));
    }

    [Fact]
    public void A_clone_shares_nothing_mutable()
    {
        var document = new BsonDocument("a", new BsonArray { new BsonDocument("b", 1) });
        var clone = document.Clone();

        clone["a"].AsArray[0].AsDocument["b"] = 2;

        Assert.Equal(1, document["a"].AsArray[0].AsDocument["b"].AsInt32);
    }

    [Fact]
    public void A_wrong_type_is_named_with_the_one_expected() =>
        Assert.Equal("Expected a string, found Int32.", Assert.Throws<BsonException>(() => new BsonDocument("a", 1)["a"].AsString).Message);

    [Fact]
    public void Nesting_beyond_the_limit_is_refused_by_writer_reader_and_json()
    {
        var deep = Enumerable.Range(0, BsonLimits.MaxDepth + 5).Aggregate(new BsonDocument(), (inner, _) => new BsonDocument("a", inner));
        var json = string.Concat(Enumerable.Repeat("""{"a":""", 105)) + "1" + new string('}', 105);

        Assert.Throws<BsonException>(() => deep.ToBytes());
        Assert.Throws<BsonException>(() => BsonDocument.Parse(Nested(BsonLimits.MaxDepth + 5)));
        Assert.Throws<BsonException>(() => BsonValidator.Validate(Nested(BsonLimits.MaxDepth + 5)));
        Assert.Throws<BsonException>(() => ExtendedJson.Parse(json));
        Assert.Equal(Nested(BsonLimits.MaxDepth), BsonDocument.Parse(Nested(BsonLimits.MaxDepth)).ToBytes());
    }

    [Theory, InlineData(0), InlineData(0xD800)]
    public void A_name_that_has_no_wire_form_is_refused(int character) =>
        Assert.Throws<BsonException>(() => new BsonDocument($"a{(char)character}b", 1).ToBytes());

    [Fact]
    public void Raw_documents_find_elements_without_building_objects()
    {
        var raw = new RawBsonDocument(new BsonDocument { ["a"] = 1, ["é"] = new BsonDocument("b", "x"), ["c"] = new BsonArray { 1, 2 } }.ToBytes());

        Assert.True(raw.TryFind("é", out var nested) && nested.AsDocument.TryFind("b"u8, out var text) && text.ToValue().AsString == "x");
        Assert.False(raw.TryFind("missing", out _));
        var names = new List<string>();
        foreach (var element in raw)
            names.Add(element.Name);
        Assert.Equal(["a", "é", "c"], names);
        Assert.True(raw.TryFind("c"u8, out var array));
        Assert.Equal(new BsonArray { 1, 2 }, array.ToValue());
    }

    [Fact]
    public void Damaged_bytes_are_refused_or_read_but_never_crash()
    {
        var random = new Random(20150615);
        var valid = new BsonDocument { ["a"] = "text", ["b"] = new BsonArray { 1, 2.5, new BsonRegex("x", "i") }, ["c"] = new byte[] { 1, 2 } }.ToBytes();
        var read = 0;
        for (var round = 0; round < 20_000; round++)
        {
            var bytes = (byte[])valid.Clone();
            for (var flips = random.Next(1, 4); flips > 0; flips--)
                bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            if (Record.Exception(() => BsonValidator.Validate(bytes)) is { } refusal)
            {
                Assert.IsType<BsonException>(refusal);
                if (Record.Exception(() => BsonDocument.Parse(bytes)) is { } fault)
                    Assert.IsType<BsonException>(fault);
                continue;
            }
            // What the validator accepts reads, and writes again as valid BSON.
            BsonValidator.Validate(BsonDocument.Parse(bytes).ToBytes());
            read++;
        }
        Assert.InRange(read, 1, 19_999);
    }

    [Fact]
    public void Object_ids_carry_their_time_and_are_unique()
    {
        var ids = Enumerable.Range(0, 1000).Select(_ => ObjectId.NewId()).ToList();

        Assert.Equal(1000, ids.Distinct().Count());
        Assert.True(Math.Abs((ids[0].CreatedAt - DateTimeOffset.UtcNow).TotalSeconds) < 60);
        Assert.Equal(ids[0], ObjectId.Parse(ids[0].ToString()));
        Assert.False(ObjectId.TryParse("xyz", null, out _));
    }

    private static byte[] Nested(int depth)
    {
        var bytes = new BsonDocument().ToBytes();
        for (var i = 0; i < depth; i++)
        {
            var outer = new byte[bytes.Length + 8];
            BitConverter.TryWriteBytes(outer, outer.Length);
            outer[4] = (byte)BsonType.Document;
            outer[5] = (byte)'a';
            bytes.CopyTo(outer, 7);
            bytes = outer;
        }
        return bytes;
    }
}
