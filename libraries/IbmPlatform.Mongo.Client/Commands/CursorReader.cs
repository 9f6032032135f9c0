using System.Runtime.CompilerServices;
using IbmPlatform.Mongo.Client.Connections;
using IbmPlatform.Mongo.Client.Mapping;
using IbmPlatform.Mongo.Protocol;

namespace IbmPlatform.Mongo.Client.Commands;

/// <summary>Reads a command's first batch and the batches after it; closes the server's cursor when left early.</summary>
internal sealed class CursorReader<T>(CommandExecutor executor, Command command, int? batchSize)
{
    private readonly IDocumentCodec<T> codec = Codecs.ForDocument<T>();

    public async IAsyncEnumerable<T> ReadAllAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var batch = new List<T>();
        var (cursor, collection, server) = await FetchAsync(command, pinned: null, "firstBatch", batch, cancellationToken).ConfigureAwait(false);
        try
        {
            while (true)
            {
                foreach (var document in batch)
                {
                    cancellationToken.ThrowIfCancellationRequested();
                    yield return document;
                }
                if (cursor == 0)
                    break;
                var more = new GetMoreCommand(command.Database, collection, cursor, batchSize);
                batch.Clear();
                (cursor, _, _) = await FetchAsync(more, server, "nextBatch", batch, cancellationToken).ConfigureAwait(false);
            }
        }
        finally
        {
            await CursorEnd.KillAsync(executor, command.Database, collection, cursor, server).ConfigureAwait(false);
        }
    }

    private async ValueTask<(long Cursor, string Collection, ServerAddress Server)> FetchAsync(
        Command fetch, ServerAddress? pinned, string batchName, List<T> batch, CancellationToken cancellationToken)
    {
        using var reply = await executor.ExecuteAsync(fetch, cancellationToken, pinned).ConfigureAwait(false);
        if (!reply.Body.TryFind("cursor"u8, out var element))
            throw new MongoException($"The reply to '{fetch.Name}' has no cursor.");
        var (id, ns) = ReadBatch(element.AsDocument.Read(), batchName, batch);
        return (id, ns[(ns.IndexOf('.', StringComparison.Ordinal) + 1)..], reply.Server);
    }

    private (long Id, string Namespace) ReadBatch(BsonReader cursor, string batchName, List<T> batch)
    {
        long id = 0;
        var ns = command.Collection ?? "";
        while (cursor.Read())
        {
            if (cursor.Name.SequenceEqual("id"u8))
                id = cursor.GetValue().ToInt64();
            else if (cursor.Name.SequenceEqual("ns"u8))
                ns = cursor.GetString();
            else if (System.Text.Encoding.UTF8.GetString(cursor.Name) == batchName)
                ReadDocuments(cursor.GetNested(), batch);
        }
        return (id, ns);
    }

    private void ReadDocuments(BsonReader documents, List<T> batch)
    {
        while (documents.Read())
            batch.Add(codec.ReadDocument(documents.GetNested()));
    }
}
