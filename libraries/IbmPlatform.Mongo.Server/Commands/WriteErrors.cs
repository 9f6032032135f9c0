using IbmPlatform.Mongo.Protocol;
using IbmPlatform.Mongo.Server.Connections;
using IbmPlatform.Mongo.Server.Indexes;
using IbmPlatform.Mongo.Server.Storage;

namespace IbmPlatform.Mongo.Server.Commands;

/// <summary>The statements of a write command that failed; the others stand.</summary>
internal sealed class WriteErrors(string database)
{
    private readonly BsonArray errors = [];

    /// <summary>Runs one statement; a fault of its own is noted, one of the storage ends the command.</summary>
    public bool Try(int index, Action statement)
    {
        try
        {
            statement();
            return true;
        }
        catch (Exception fault)
        {
            if (Refusal(database, fault) is not { } refused)
                throw;
            var error = new BsonDocument { ["index"] = index, ["code"] = refused.Code.Code, ["errmsg"] = refused.Message };
            foreach (var (name, value) in refused.Details ?? [])
                error.Add(name, value);
            errors.Add(error);
            return false;
        }
    }

    public void AddTo(BsonDocument reply)
    {
        if (errors.Count > 0)
            reply.Add("writeErrors", errors);
    }

    public static CommandException? Refusal(string database, Exception fault) => fault switch
    {
        DuplicateKeyException duplicate => Duplicate(database, duplicate),
        ParallelArraysException parallel => new CommandException(ServerErrorCodes.CannotIndexParallelArrays, parallel.Message, parallel),
        StorageException => null,
        // What ends a command ends all of it: nothing of its statements stands.
        OperationCanceledException or CommandException { Code.Code: 50 or 11600 or 11601 } => null,
        _ => ErrorReply.From(fault),
    };

    private static CommandException Duplicate(string database, DuplicateKeyException fault)
    {
        var document = new RawBsonDocument(fault.Document).ToDocument();
        var (pattern, values) = (new BsonDocument(), new BsonDocument());
        foreach (var field in fault.Index.Fields)
        {
            pattern.Add(field.Path, field.Descending ? -1 : 1);
            values.Add(field.Path, new Update.FieldSlot(document, field.Parts).Value);
        }

        var message = $"E11000 duplicate key error collection: {database}.{fault.Collection.Name} index: {fault.Index.Name} dup key: {values}";
        return new CommandException(MongoErrorCodes.DuplicateKey, message, fault)
        {
            Details = new BsonDocument { ["keyPattern"] = pattern, ["keyValue"] = values },
        };
    }
}
