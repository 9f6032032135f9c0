using System.Runtime.CompilerServices;
using IbmPlatform.Mongo.Client.Mapping;

namespace IbmPlatform.Mongo.Client.Commands;

/// <summary>
/// Reads a command's first batch and the batches after it, all in one session and within one timeoutMS unless each round trip has its own;
/// closes the server's cursor when left early.
/// </summary>
internal sealed class CursorReader<T>(CommandExecutor executor, Command command, int? batchSize)
{
    private readonly IDocumentCodec<T> codec = Codecs.ForDocument<T>();

    public async IAsyncEnumerable<T> ReadAllAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (command.TimeoutMode is { } mode && executor.TimeoutOf(command) is null)
            throw new MongoConfigurationException($"TimeoutMode {mode} says what timeoutMS limits, and there is none. Set timeoutMS in the connection string or by WithTimeout, or leave TimeoutMode out.");
        using var own = command.Session is null ? executor.ImplicitSession() : null;
        using var deadline = command.IsTimedByIteration ? null : executor.DeadlineOf(command);
        var open = command.ForCursor(command.Session ?? own, deadline);
        var batch = CursorBatch.Read(await executor.ExecuteAsync(open, cancellationToken).ConfigureAwait(false), open);
        var end = new CursorEnd(executor, open, batch.Home);
        end.Follow(batch);
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
                var more = new GetMoreCommand(command.Database, batch.Collection, batch.Cursor, batchSize ?? batch.NextCount) { Session = open.Session, Timeout = open.Timeout, Deadline = deadline };
                batch = CursorBatch.Read(await executor.ExecuteAsync(more, cancellationToken, end.Home).ConfigureAwait(false), more);
                end.Follow(batch);
            }
        }
        finally
        {
            batch.Dispose();
            await end.DisposeAsync().ConfigureAwait(false);
        }
    }
}
