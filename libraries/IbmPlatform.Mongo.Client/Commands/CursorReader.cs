using System.Runtime.CompilerServices;
using IbmPlatform.Mongo.Client.Connections;
using IbmPlatform.Mongo.Client.Mapping;

namespace IbmPlatform.Mongo.Client.Commands;

/// <summary>Reads a command's first batch and the batches after it; closes the server's cursor when left early.</summary>
internal sealed class CursorReader<T>(CommandExecutor executor, Command command, int? batchSize)
{
    private readonly IDocumentCodec<T> codec = Codecs.ForDocument<T>();

    public async IAsyncEnumerable<T> ReadAllAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var batch = await FetchAsync(command, pinned: null, cancellationToken).ConfigureAwait(false);
        try
        {
            while (true)
            {
                while (batch.TryTake(codec, out var document))
                {
                    cancellationToken.ThrowIfCancellationRequested();
                    yield return document;
                }
                if (batch.Cursor == 0)
                    break;
                // Released before more is asked for, so that the next batch comes into the same memory.
                batch.Dispose();
                var more = new GetMoreCommand(command.Database, batch.Collection, batch.Cursor, batchSize ?? batch.NextCount);
                batch = await FetchAsync(more, batch.Server, cancellationToken).ConfigureAwait(false);
            }
        }
        finally
        {
            batch.Dispose();
            await CursorEnd.KillAsync(executor, command.Database, batch.Collection, batch.Cursor, batch.Server).ConfigureAwait(false);
        }
    }

    private async ValueTask<CursorBatch> FetchAsync(Command fetch, ServerAddress? pinned, CancellationToken cancellationToken) =>
        CursorBatch.Read(await executor.ExecuteAsync(fetch, cancellationToken, pinned).ConfigureAwait(false), fetch);
}
