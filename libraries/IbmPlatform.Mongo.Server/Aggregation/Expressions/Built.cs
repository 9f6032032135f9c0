using System.Text;
using IbmPlatform.Mongo.Protocol;
using IbmPlatform.Mongo.Server.Query.Execution;

namespace IbmPlatform.Mongo.Server.Aggregation.Expressions;

/// <summary>
/// What expressions make is no larger and no deeper than a document can be. Values share their parts, so that
/// <c>$reduce</c> by <c>['$$value', '$$value']</c> makes 2^n leaves of n steps: each array and document is measured as it is
/// made, and measuring stops at the limit.
/// </summary>
internal static class Built
{
    /// <summary>What one value may take, as BSON.</summary>
    public const int MaxBytes = BsonLimits.MaxDocumentSize;

    /// <summary>The bytes of an element beside its name and its value: its type, and the end of its name.</summary>
    private const int ElementBytes = 2;

    /// <summary>An array of items as they come; it is refused before the item that is too much is asked for.</summary>
    public static BsonArray Array(string name, IEnumerable<BsonValue?> items)
    {
        var array = new BsonArray();
        var bytes = 0L;
        foreach (var item in items)
        {
            Work.Step();
            bytes += ElementBytes + Digits(array.Count) + Bytes(name, item ?? BsonNull.Value, MaxBytes - bytes, depth: 1);
            if (bytes > MaxBytes)
                throw TooLarge(name);
            array.Add(item);
        }

        return array;
    }

    public static BsonDocument Document(string name, BsonDocument document)
    {
        Check(name, document, MaxBytes);
        return document;
    }

    public static void CheckText(string name, long characters)
    {
        Work.Step((int)Math.Min(64, characters / 1024));
        if (characters > MaxBytes)
            throw TooLarge(name);
    }

    /// <exception cref="CommandException">The value takes more bytes as BSON, or is nested deeper than a document may be.</exception>
    public static void Check(string name, BsonValue value, long most)
    {
        if (Bytes(name, value, most, depth: 0) > most)
            throw TooLarge(name, most);
    }

    public static CommandException TooLarge(string name, long most = MaxBytes) => new(ServerErrorCodes.ExceededMemoryLimit,
        $"{name} would make a value of more than {most} bytes, which no document holds: let it work on fewer or smaller items.");

    /// <summary>What a value takes as BSON; once that is more than <paramref name="most"/>, any number above it.</summary>
    public static long Bytes(string name, BsonValue value, long most, int depth = 0)
    {
        switch (value)
        {
            case BsonString text:
                // No fewer bytes than characters: to count them exactly is for the short ones.
                return 5 + (text.Value.Length > 1024 ? text.Value.Length : Encoding.UTF8.GetByteCount(text.Value));
            case BsonBinary binary:
                return 5 + binary.Bytes.Length;
            case BsonDocument document:
                return OfDocument(name, document, most, depth + 1);
            case BsonArray array:
                return OfArray(name, array, most, depth + 1);
            default:
                return value.Type switch
                {
                    BsonType.Boolean => 1,
                    BsonType.Int32 => 4,
                    BsonType.Null or BsonType.Undefined or BsonType.MinKey or BsonType.MaxKey => 0,
                    BsonType.ObjectId => 12,
                    BsonType.Decimal128 => 16,
                    _ => 8,
                };
        }
    }

    private static long OfDocument(string name, BsonDocument document, long most, int depth)
    {
        CheckDepth(name, depth);
        var bytes = 5L;
        for (var i = 0; i < document.Count && bytes <= most; i++)
        {
            Work.Step();
            var element = document[i];
            bytes += ElementBytes + element.Name.Length + Bytes(name, element.Value, most - bytes, depth);
        }

        return bytes;
    }

    private static long OfArray(string name, BsonArray array, long most, int depth)
    {
        CheckDepth(name, depth);
        var bytes = 5L;
        for (var i = 0; i < array.Count && bytes <= most; i++)
        {
            Work.Step();
            bytes += ElementBytes + Digits(i) + Bytes(name, array[i], most - bytes, depth);
        }

        return bytes;
    }

    private static void CheckDepth(string name, int depth)
    {
        if (depth > BsonLimits.MaxDepth)
        {
            throw new CommandException(MongoErrorCodes.Overflow,
                $"{name} would nest documents and arrays deeper than {BsonLimits.MaxDepth} levels, which no document holds.");
        }
    }

    private static int Digits(int position) => position switch { < 10 => 1, < 100 => 2, < 1000 => 3, < 10_000 => 4, < 100_000 => 5, < 1_000_000 => 6, _ => 7 };
}
