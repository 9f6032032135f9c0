using IbmPlatform.Mongo.Protocol;

namespace IbmPlatform.Mongo.Client.Commands;

/// <summary>What an insert, update or delete answered.</summary>
internal sealed class WriteReply
{
    private readonly List<WriteError> errors = [];
    private BsonDocument? concernError;
    private BsonDocument? keyPattern;
    private BsonDocument? keyValue;
    private BsonDocument? reply;

    /// <summary>Documents inserted, matched (or upserted) or deleted.</summary>
    public long Count { get; private set; }

    /// <summary>Documents changed by an update.</summary>
    public long Modified { get; private set; }

    public BsonValue? UpsertedId => Upserted.Count == 0 ? null : Upserted[0].Id;

    /// <summary>The ids of documents that upserts inserted, by the position of their statement.</summary>
    public IReadOnlyList<(int Index, BsonValue Id)> Upserted { get; private set; } = [];

    public IReadOnlyList<WriteError> Errors => errors;

    /// <summary>Reads a reply; positions in it count from the document given.</summary>
    public static WriteReply Read(RawBsonDocument body, int firstIndex = 0)
    {
        var result = new WriteReply();
        var reader = body.Read();
        while (reader.Read())
        {
            if (reader.Name.SequenceEqual("n"u8))
                result.Count = reader.GetValue().ToInt64();
            else if (reader.Name.SequenceEqual("nModified"u8))
                result.Modified = reader.GetValue().ToInt64();
            else if (reader.Name.SequenceEqual("upserted"u8))
                result.Upserted = [.. reader.GetValue().AsArray.Select(u => u.AsDocument).Select(u => (firstIndex + u["index"].ToInt32(), u["_id"]))];
            else if (reader.Name.SequenceEqual("writeConcernError"u8))
                result.concernError = reader.GetValue().AsDocument;
            else if (reader.Name.SequenceEqual("writeErrors"u8))
                result.ReadErrors(reader.GetValue().AsArray, firstIndex);
        }
        if (result.errors.Count > 0 || result.concernError is not null)
            result.reply = body.ToDocument();
        return result;
    }

    public void Append(WriteReply next)
    {
        Count += next.Count;
        errors.AddRange(next.errors);
        concernError ??= next.concernError;
        keyPattern ??= next.keyPattern;
        keyValue ??= next.keyValue;
        reply ??= next.reply;
    }

    /// <summary>The failure of the write concern; null where it was met.</summary>
    public MongoWriteConcernException? Unmet => concernError is null ? null : ServerErrors.WriteConcern(concernError, reply);

    public void ThrowOnErrors()
    {
        if (errors.Count > 0)
        {
            var refused = errors[0].Code == MongoErrorCodes.DuplicateKey.Code
                ? new MongoDuplicateKeyException(errors, (int)Count, keyPattern, keyValue, reply)
                : new MongoWriteException(errors, (int)Count, reply);
            refused.WriteConcernError = Unmet;
            throw refused;
        }
        if (Unmet is { } unmet)
            throw unmet;
    }

    private void ReadErrors(BsonArray list, int firstIndex)
    {
        foreach (var error in list.Select(e => e.AsDocument))
        {
            var code = error.Find("code")?.ToInt32() ?? 0;
            errors.Add(new WriteError(firstIndex + (error.Find("index")?.ToInt32() ?? 0), code, error.Find("errmsg") is BsonString s ? s.Value : ""));
            if (errors.Count > 1)
                continue;
            keyPattern = error.Find("keyPattern") as BsonDocument;
            keyValue = error.Find("keyValue") as BsonDocument;
        }
    }
}
