using IbmPlatform.Mongo.Protocol;
using IbmPlatform.Mongo.Server.Connections;
using IbmPlatform.Mongo.Server.Storage;

namespace IbmPlatform.Mongo.Server.Commands;

/// <summary><c>insert</c>.</summary>
internal sealed class InsertCommand : ICommand
{
    public IReadOnlyList<string> Names => ["insert"];

    public async Task<CommandReply> RunAsync(CommandContext context)
    {
        var name = context.CollectionName();
        var arguments = context.Arguments;
        var documents = Writing.CheckCount(arguments.Documents("documents"));
        var ordered = arguments.Flag("ordered", otherwise: true);
        // There are no validators to bypass.
        arguments.Accept("bypassDocumentValidation", "bypassEmptyTsReplacement");
        arguments.RejectRest();
        return await context.State.Data.WriteAsync(
            context.Request.Database,
            session => Run(session, context, name, documents, ordered), context.Stopping).ConfigureAwait(false);
    }

    private static BsonDocument Run(
        WriteSession session, CommandContext context, string name, IReadOnlyList<RawBsonDocument> documents, bool ordered)
    {
        var collection = session.Catalogue.Find(name) ?? Namespaces.Create(session, name);
        var errors = new WriteErrors(context.Request.Database);
        var inserted = 0;
        for (var i = 0; i < documents.Count; i++)
        {
            var document = documents[i];
            if (errors.Try(i, () => session.Insert(collection, NewDocument.Prepare(document, context.State.Clock))))
                inserted++;
            else if (ordered)
                break;
        }

        var reply = new BsonDocument("n", inserted);
        errors.AddTo(reply);
        return reply;
    }
}
