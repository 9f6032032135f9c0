using System.Buffers.Text;
using IbmPlatform.GraphQL.Errors;
using IbmPlatform.GraphQL.Execution;
using IbmPlatform.Mongo.Protocol;

namespace IbmPlatform.ServiceDefaults.Paging;

/// <summary>
/// A place in a list and its order: the item's own values of the order's keys. It stays where it is when items before it come or go, and
/// even when its item does.
/// </summary>
internal static class Cursor
{
    public static string Write(string list, IReadOnlyList<OrderKey> order, BsonDocument item)
    {
        var cursor = new BsonDocument { ["l"] = list, ["o"] = Signature(order), ["v"] = new BsonArray(order.Select(key => ValueAt(item, key.Path))) };
        return Base64Url.EncodeToString(cursor.ToBytes());
    }

    public static IReadOnlyList<BsonValue> Read(string list, IReadOnlyList<OrderKey> order, string cursor)
    {
        BsonDocument document;
        try
        {
            document = BsonDocument.Parse(Base64Url.DecodeFromChars(cursor));
        }
        catch (Exception e) when (e is FormatException or BsonException)
        {
            throw Refuse(cursor, "is no cursor; take one from edges.cursor or pageInfo");
        }
        if (document.Find("l") is not BsonString from || document.Find("o") is not BsonString signature || document.Find("v") is not BsonArray values || from.Value != list)
            throw Refuse(cursor, "is no cursor of this list; take one from its own edges.cursor or pageInfo");
        return signature.Value == Signature(order) && values.Count == order.Count
            ? [.. values]
            : throw Refuse(cursor, "belongs to another order; ask for the page with the orderBy that it came from");
    }

    private static string Signature(IReadOnlyList<OrderKey> order) => string.Join(',', order.Select(key => (key.Descending ? "-" : "") + key.Path));

    private static BsonValue ValueAt(BsonDocument item, string path)
    {
        BsonValue? value = item;
        foreach (var name in path.Split('.'))
            value = (value as BsonDocument)?.Find(name);
        return value ?? BsonNull.Value;
    }

    private static GraphQLException Refuse(string cursor, string why) =>
        new($"The cursor \"{(cursor.Length > 40 ? cursor[..40] + "…" : cursor)}\" {why}.", "BAD_USER_INPUT");
}
