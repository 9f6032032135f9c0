using IbmPlatform.Mongo.Protocol;
using IbmPlatform.Mongo.Server.Connections;
using IbmPlatform.Mongo.Server.Cursors;
using IbmPlatform.Mongo.Server.Query.Execution;

namespace IbmPlatform.Mongo.Server.Commands;

/// <summary><c>getMore</c>: the next batch of an open cursor.</summary>
internal sealed class GetMoreCommand : ICommand
{
    public IReadOnlyList<string> Names => ["getMore"];

    public Task<CommandReply> RunAsync(CommandContext context)
    {
        var arguments = context.Arguments;
        if (arguments.CommandValue is not BsonInt64 { Value: var id })
            throw CommandException.TypeMismatch("BSON field 'getMore.getMore' is the wrong type, expected type 'long'");
        var ns = context.Namespace(arguments.Required("collection", arguments.Text("collection")));
        var size = arguments.Whole("batchSize") is { } asked and not 0 ? (int)Math.Min(asked, int.MaxValue) : (int?)null;
        if (size < 0)
            throw CommandException.BadValue("BSON field 'batchSize' value must be >= 0");
        arguments.RejectRest();

        var cursors = context.State.Cursors;
        var cursor = cursors.Enter(id, ns, context.UserId);
        cursor.Reading = context.Deadline;
        try
        {
            Administration.Require(context, cursor.Needed, context.Request.Database);
            var batch = Next(context, cursor, size);
            cursor.Reading = null;
            cursor.Held = batch.Held;
            if (batch.Finished)
                cursors.Remove(id, ns, context.UserId);
            else
                cursors.Memory.Charge(cursor);
            return Task.FromResult(CommandReply.NextBatch(batch, batch.Finished ? 0 : id, ns));
        }
        catch (Exception)
        {
            cursor.Reading = null;
            // What was read of this batch is lost, and its position with it; the client must ask anew.
            cursors.Remove(id, ns, context.UserId);
            throw;
        }
        finally
        {
            cursors.Leave(cursor);
        }
    }

    private static Batch Next(CommandContext context, OpenCursor cursor, int? size)
    {
        if (cursor.Database is null)
            return Batch.Read(cursor.Results, new QueryContext(null, context.Deadline), size, cursor.Held);
        using var session = cursor.Database.BeginRead();
        return Batch.Read(cursor.Results, new QueryContext(session.Connection, context.Deadline) { Session = session }, size, cursor.Held);
    }
}
