using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using IbmPlatform.Mongo.Protocol;

namespace IbmPlatform.Mongo.Client.Tests;

public sealed class MappingTests
{
    [Fact]
    public void A_record_becomes_the_document_that_the_platform_stores()
    {
        var document = BsonMapper.ToDocument(Example);

        Assert.Equal(ExtendedJson.Parse("""
            {
              "_id": "bomca-9", "titleText": "Border management", "status": "IN_PROGRESS", "budget": { "$numberDecimal": "4954785.00" },
              "started": { "$date": "2015-06-15T00:00:00Z" }, "tags": [ "a", "b" ], "share": { "amount": { "$numberDecimal": "90.9" }, "currency": "EUR" },
              "opened": "2015-06", "counts": { "AM": { "$numberLong": "3" } }, "isPublic": true, "children": [], "months": 36
            }
            """), document);
    }

    [Fact]
    public void A_record_reads_back_equal()
    {
        var read = BsonMapper.FromBson<Thing>(BsonMapper.ToBson(Example));

        Assert.Equivalent(Example, read, strict: true);
    }

    [Fact]
    public void What_is_absent_reads_as_null_an_empty_list_or_the_parameters_default()
    {
        var read = BsonMapper.FromBson<Sparse>(new BsonDocument("name", "x"));

        Assert.Equal("x", read.Name);
        Assert.Null(read.Note);
        Assert.Null(read.Year);
        Assert.Empty(read.Tags);
        Assert.Null(read.Aliases);
        Assert.Equal(12, read.Months);
        Assert.Equal("kept", read.Origin);
    }

    [Fact]
    public void Null_members_are_left_out()
    {
        var document = BsonMapper.ToDocument(new Sparse("x", null, null, [], null));

        Assert.Equal(["name", "tags", "months", "origin"], document.Names);
    }

    [Fact]
    public void An_explicit_null_reads_as_an_absent_one()
    {
        var read = BsonMapper.FromBson<Sparse>(ExtendedJson.Parse("""{ "name": "x", "note": null, "year": null, "tags": null }"""));

        Assert.Equivalent(new Sparse("x", null, null, [], null), read);
    }

    [Fact]
    public void A_missing_member_that_cannot_be_null_is_named()
    {
        var fault = Assert.Throws<MongoMappingException>(() => BsonMapper.FromBson<Sparse>(new BsonDocument("note", "x")));

        Assert.Contains("'name'", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_value_of_another_type_is_named_with_both_types()
    {
        var fault = Assert.Throws<MongoMappingException>(() => BsonMapper.FromBson<Sparse>(new BsonDocument("name", 7)));

        Assert.Contains("'name' is of type Int32", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_unknown_enum_value_is_named_with_those_expected()
    {
        var fault = Assert.Throws<MongoMappingException>(() => BsonMapper.FromBson<ThingStatus>("OPEN"));

        Assert.Contains("'OPEN'", fault.Message, StringComparison.Ordinal);
        Assert.Contains("IN_PROGRESS", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Elements_that_no_member_takes_are_passed_over() =>
        Assert.Equal("x", BsonMapper.FromBson<Sparse>(new BsonDocument { ["later"] = new BsonDocument(), ["name"] = "x" }).Name);

    [Fact]
    public void A_record_may_hold_itself()
    {
        var tree = new Thing("root", "r", ThingStatus.Closed, 0, default, [], null, null, new Dictionary<string, long>(), false, [Example with { Id = "leaf" }], 1);

        var read = BsonMapper.FromBson<Thing>(BsonMapper.ToBson(tree));

        Assert.Equal("leaf", Assert.Single(read.Children).Id);
        Assert.Equal("root", read.Id);
    }

    [Theory]
    [InlineData(typeof(IDisposable)), InlineData(typeof(object)), InlineData(typeof(Stream))]
    public void A_type_that_cannot_be_mapped_is_refused_by_name(Type type)
    {
        var method = typeof(BsonMapper).GetMethod(nameof(BsonMapper.FromBson))!.MakeGenericMethod(type);

        var fault = Assert.Throws<MongoMappingException>(() => Invoke(method));

        Assert.Contains(type.Name, fault.Message, StringComparison.Ordinal);
    }

    [Theory, InlineData("1.5", 1.5), InlineData("2", 2), InlineData("""{"$numberDecimal":"3.25"}""", 3.25)]
    public void A_decimal_reads_every_number(string json, double expected) =>
        Assert.Equal((decimal)expected, BsonMapper.FromBson<decimal>(ExtendedJson.ParseValue(json)));

    [Fact]
    public void A_number_too_large_for_its_member_is_an_error() =>
        Assert.Throws<MongoMappingException>(() => BsonMapper.FromBson<int>(5_000_000_000L));

    private static object? Invoke(System.Reflection.MethodInfo method) =>
        method.Invoke(null, System.Reflection.BindingFlags.DoNotWrapExceptions, null, [new BsonDocument()], CultureInfo.InvariantCulture);

    private static Thing Example => new(
        "bomca-9", "Border management", ThingStatus.InProgress, 4954785.00m, new DateTimeOffset(2015, 6, 15, 0, 0, 0, TimeSpan.Zero),
        ["a", "b"], new Share(90.9m, "EUR"), new YearMonth(2015, 6), new Dictionary<string, long> { ["AM"] = 3 }, true, [], 36);
}

internal enum ThingStatus
{
    InProgress,
    Closed,
}

internal sealed record Share(decimal Amount, string Currency);

internal sealed record Thing(
    string Id, string TitleText, ThingStatus Status, decimal Budget, DateTimeOffset Started, IReadOnlyList<string> Tags, Share? Share,
    YearMonth? Opened, IReadOnlyDictionary<string, long> Counts, bool IsPublic, IReadOnlyList<Thing> Children, int? Months);

internal sealed record Sparse(string Name, string? Note, int? Year, IReadOnlyList<string> Tags, IReadOnlyList<string>? Aliases, int Months = 12)
{
    public string Origin { get; init; } = "kept";
}

internal readonly record struct YearMonth(int Year, int Month) : IParsable<YearMonth>
{
    public static YearMonth Parse(string s, IFormatProvider? provider) => TryParse(s, provider, out var value) ? value : throw new FormatException(s);

    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out YearMonth result)
    {
        var parts = (s ?? "").Split('-');
        result = parts.Length == 2 && int.TryParse(parts[0], out var year) && int.TryParse(parts[1], out var month) ? new(year, month) : default;
        return result.Month > 0;
    }

    public override string ToString() => $"{Year:0000}-{Month:00}";
}
