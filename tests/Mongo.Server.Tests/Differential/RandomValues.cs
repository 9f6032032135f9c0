using IbmPlatform.Mongo.Protocol;

namespace IbmPlatform.Mongo.Server.Tests.Differential;

/// <summary>
/// Documents from a small world, so that filters hit: <c>a b</c> hold anything, <c>i</c> a whole number, <c>f</c> a fraction,
/// <c>s</c> a text, <c>t</c> an array of numbers, <c>n</c> a document, <c>items</c> an array of documents; each may be absent.
/// </summary>
internal sealed class RandomValues(Random random)
{
    private static readonly string[] Texts = ["", "a", "ab", "b", "B", "abc", "10", "é"];

    public int Below(int limit) => random.Next(limit);

    public bool Chance(int percent) => random.Next(100) < percent;

    public T Of<T>(params T[] choices) => choices[random.Next(choices.Length)];

    public BsonDocument Document(int id)
    {
        var document = new BsonDocument("_id", id);
        Maybe(document, "a", Anything);
        Maybe(document, "b", Anything);
        Maybe(document, "i", () => Whole());
        Maybe(document, "f", () => Fraction());
        Maybe(document, "s", () => Text());
        Maybe(document, "t", Numbers);
        Maybe(document, "n", Nested);
        Maybe(document, "items", () => new BsonArray(Enumerable.Range(0, Below(4)).Select(_ => (BsonValue)Item())));
        return document;
    }

    public BsonValue Scalar() => Below(10) switch
    {
        < 4 => Whole(),
        4 => Fraction(),
        5 or 6 => Text(),
        7 => Chance(50),
        8 => BsonNull.Value,
        _ => Date(),
    };

    public BsonValue Anything() => Below(10) switch
    {
        < 6 => Scalar(),
        6 => Nested(),
        _ => new BsonArray(Enumerable.Range(0, Below(4)).Select(_ => Chance(85) ? Scalar() : Chance(50) ? Nested() : Numbers())),
    };

    public int Whole() => Below(9) - 2;

    public double Fraction() => (Below(13) - 4) / 2.0 + 0.25;

    public string Text() => Of(Texts);

    public BsonArray Numbers() => new(Enumerable.Range(0, Below(4)).Select(_ => (BsonValue)Whole()));

    private static BsonValue DateAt(int day) => new DateTimeOffset(2024, 1, 1 + day, 6 * day, 30, 0, TimeSpan.Zero);

    public BsonValue Date() => DateAt(Below(4));

    public BsonDocument Nested()
    {
        var nested = new BsonDocument();
        Maybe(nested, "x", Scalar);
        Maybe(nested, "y", () => Chance(80) ? Scalar() : Numbers());
        return nested;
    }

    public BsonDocument Item()
    {
        var item = new BsonDocument();
        Maybe(item, "p", () => Whole());
        Maybe(item, "q", Scalar);
        return item;
    }

    private void Maybe(BsonDocument document, string name, Func<BsonValue> value)
    {
        if (Chance(75))
            document.Add(name, value());
    }
}
