using System.Text.Json;
using System.Text.Json.Nodes;

namespace IbmPlatform.Mongo.Protocol.Tests;

public sealed class BsonCorpusTests
{
    public static IEnumerable<TheoryDataRow<string>> ValidFiles => BsonCorpus.Files("valid");

    public static IEnumerable<TheoryDataRow<string>> DecodeErrorFiles => BsonCorpus.Files("decodeErrors");

    public static IEnumerable<TheoryDataRow<string>> ParseErrorFiles => BsonCorpus.Files("parseErrors");

    [Theory, MemberData(nameof(ValidFiles))]
    public void Every_valid_case_goes_round_between_bytes_and_extended_json(string file)
    {
        Assert.All(BsonCorpus.Cases(file, "valid"), RoundTrips);
    }

    [Theory, MemberData(nameof(DecodeErrorFiles))]
    public void Every_decode_error_is_refused_by_reader_and_validator(string file)
    {
        Assert.All(BsonCorpus.Cases(file, "decodeErrors"), one =>
        {
            var bytes = Convert.FromHexString(one.Text("bson")!);
            Assert.Throws<BsonException>(() => BsonDocument.Parse(bytes));
            Assert.Throws<BsonException>(() => BsonValidator.Validate(bytes));
        });
    }

    [Theory, MemberData(nameof(ParseErrorFiles))]
    public void Every_parse_error_is_refused(string file)
    {
        Assert.All(BsonCorpus.Cases(file, "parseErrors"), one =>
        {
            var text = one.Text("string")!;
            if (file.StartsWith("decimal128", StringComparison.Ordinal))
                Assert.Throws<BsonException>(() => Decimal128.Parse(text));
            else
                Assert.Throws<BsonException>(() => ExtendedJson.Parse(text).ToBytes());
        });
    }

    private static void RoundTrips(JsonElement one)
    {
        var canonical = Convert.FromHexString(one.Text("canonical_bson")!);
        var canonicalJson = one.Text("canonical_extjson")!;
        var document = BsonDocument.Parse(canonical);
        BsonValidator.Validate(canonical);
        Assert.Equal(Convert.ToHexString(canonical), Convert.ToHexString(document.ToBytes()));
        SameJson(canonicalJson, ExtendedJson.Write(document, canonical: true));
        if (!one.Flag("lossy"))
            Assert.Equal(Convert.ToHexString(canonical), Convert.ToHexString(ExtendedJson.Parse(canonicalJson).ToBytes()));
        if (one.Text("relaxed_extjson") is { } relaxed)
        {
            SameJson(relaxed, ExtendedJson.Write(document));
            SameJson(relaxed, ExtendedJson.Write(ExtendedJson.Parse(relaxed)));
        }
        if (one.Text("degenerate_bson") is { } degenerate)
            Assert.Equal(Convert.ToHexString(canonical), Convert.ToHexString(BsonDocument.Parse(Convert.FromHexString(degenerate)).ToBytes()));
        if (one.Text("degenerate_extjson") is { } degenerateJson && !one.Flag("lossy"))
            Assert.Equal(Convert.ToHexString(canonical), Convert.ToHexString(ExtendedJson.Parse(degenerateJson).ToBytes()));
    }

    /// <summary>Same structure, key order and text; doubles may be spelt differently ("1E+20" and "1e20").</summary>
    private static void SameJson(string expected, string actual) => Assert.Equal(Normal(expected), Normal(actual));

    private static string Normal(string json)
    {
        using var document = JsonDocument.Parse(json);
        return Normal(document.RootElement)!.ToJsonString();
    }

    private static JsonNode? Normal(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Object => new JsonObject(json.EnumerateObject().Select(p => KeyValuePair.Create(
            p.Name, p.Name == "$numberDouble" && double.TryParse(p.Value.GetString(), out var d) ? JsonValue.Create(d.ToString("R")) : Normal(p.Value)))),
        JsonValueKind.Array => new JsonArray([.. json.EnumerateArray().Select(Normal)]),
        JsonValueKind.Number => JsonValue.Create((json.GetRawText().AsSpan().IndexOfAny(".eE") >= 0 ? "double " : "whole ") + json.GetDouble().ToString("R")),
        _ => JsonNode.Parse(json.GetRawText()),
    };
}
