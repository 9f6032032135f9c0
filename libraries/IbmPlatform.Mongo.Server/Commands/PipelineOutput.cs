using IbmPlatform.Mongo.Protocol;
using IbmPlatform.Mongo.Server.Aggregation.Stages;
using IbmPlatform.Mongo.Server.Cursors;
using IbmPlatform.Mongo.Server.Indexes;
using IbmPlatform.Mongo.Server.Query.Execution;
using IbmPlatform.Mongo.Server.Storage;
using IbmPlatform.Mongo.Server.Users;

namespace IbmPlatform.Mongo.Server.Commands;

/// <summary>
/// Writes what comes out of a pipeline, in one transaction of the target's writer: all of it or nothing. The pipeline reads
/// what was committed before, also where it reads the target.
/// </summary>
internal static class PipelineOutput
{
    public static async Task WriteAsync(CommandContext context, OutputStage output, Database? source, Func<PipelineResults> newResults)
    {
        var target = output.Database ?? context.Request.Database;
        Namespaces.CheckDatabase(target);
        Namespaces.CheckCollection(target, output.Collection);
        if (context.State.Options.Authentication && (context.Session.User(context.State.Users) is not { } user || !CommandAccess.Allows(user, Access.Write, target)))
            throw new CommandException(MongoErrorCodes.Unauthorized, $"not authorized on {target} to write what aggregate puts into {target}.{output.Collection}");
        await context.State.Data.WriteAsync(target, session => Run(session, context, target, output, source, newResults), context.Stopping).ConfigureAwait(false);
    }

    private static bool Run(WriteSession session, CommandContext context, string target, OutputStage output, Database? source, Func<PipelineResults> newResults)
    {
        // Made here, for the writer may undo a transaction and run this again: the pipeline has to begin anew with it.
        var results = newResults();
        using var running = Work.Enter(context.Deadline);
        using var reading = source?.BeginRead();
        var query = new QueryContext(reading?.Connection, context.Deadline, reading?.Catalogue);
        try
        {
            Action<BsonDocument> write = output is MergeStage merge
                ? new MergeWriter(session, context, merge).Write
                : Replacing(session, context, output.Collection);
            while (results.TryNext(query, out var document))
                write(BsonDocument.Parse(document.Span));
            return true;
        }
        catch (Exception fault) when (fault is DuplicateKeyException or ParallelArraysException)
        {
            throw WriteErrors.Refusal(target, fault)!;
        }
        finally
        {
            results.Suspend();
        }
    }

    // A collection in the place of the old one, with its indexes; who still reads that one is told that it was dropped.
    private static Action<BsonDocument> Replacing(WriteSession session, CommandContext context, string name)
    {
        var old = session.Catalogue.Find(name);
        if (old is not null)
            session.DropCollection(old);
        var collection = Namespaces.Create(session, name);
        foreach (var index in old?.SecondaryIndexes ?? [])
        {
            collection = session.CreateIndex(collection, new IndexInfo(0, index.Name, index.Fields, index.Unique, index.Sparse)
            {
                Partial = index.Partial,
                ExpireAfterSeconds = index.ExpireAfterSeconds,
            });
        }

        return document => session.Insert(collection, NewDocument.Prepare(new RawBsonDocument(document.ToBytes()), context.State.Clock));
    }
}
