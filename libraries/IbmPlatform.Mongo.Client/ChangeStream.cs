using IbmPlatform.Mongo.Client.Commands;
using IbmPlatform.Mongo.Client.Connections;
using IbmPlatform.Mongo.Protocol;

namespace IbmPlatform.Mongo.Client;

/// <summary>
/// The changes of a collection, a database or a whole deployment, as they happen; enumerate it once at a time. After an error that passes it
/// goes on by itself where it was; after one that is thrown, such as a timeoutMS that has passed, another enumeration goes on there. Needs a
/// replica set or a sharded cluster.
/// </summary>
public sealed class ChangeStream : IAsyncEnumerable<BsonDocument>
{
    /// <summary>What servers without change streams answer: a standalone, the embedded store, one that does not know the stage.</summary>
    private static readonly int[] Unsupported =
    [
        MongoErrorCodes.ChangeStreamsNeedReplicaSet.Code, MongoErrorCodes.NotImplemented.Code, MongoErrorCodes.CommandNotSupported.Code, MongoErrorCodes.Location40324.Code,
    ];

    private readonly CommandExecutor executor;
    private readonly ChangeStreamPosition position;
    private readonly Func<BsonDocument, Command> open;
    private readonly ChangeStreamOptions options;

    internal ChangeStream(CommandExecutor executor, Func<BsonDocument, Command> open, ChangeStreamOptions? options)
    {
        this.executor = executor;
        this.open = open;
        this.options = options ?? new ChangeStreamOptions();
        position = new ChangeStreamPosition(this.options);
    }

    /// <summary>Where the stream is: give it to <see cref="ChangeStreamOptions.ResumeAfter"/> to go on from there, in another process too. Null before the first answer.</summary>
    public BsonDocument? ResumeToken => position.Token;

    /// <summary>The changes; the enumeration ends by cancellation, by being left, or when what is watched is gone.</summary>
    /// <exception cref="MongoCommandException">The server refused, or an error that does not pass.</exception>
    public async IAsyncEnumerator<BsonDocument> GetAsyncEnumerator(CancellationToken cancellationToken = default)
    {
        using var own = executor.ImplicitSession();
        var (batch, end) = await OpenAsync(own, cancellationToken).ConfigureAwait(false);
        try
        {
            while (true)
            {
                for (var i = 0; i < batch.Changes.Count; i++)
                {
                    cancellationToken.ThrowIfCancellationRequested();
                    position.Pass(batch, i);
                    yield return batch.Changes[i];
                }
                position.PassEmpty(batch);
                if (batch.Cursor == 0)
                    yield break;
                (batch, end) = await NextAsync(batch, end, own, cancellationToken).ConfigureAwait(false);
            }
        }
        finally
        {
            await end.DisposeAsync().ConfigureAwait(false);
        }
    }

    private async ValueTask<(ChangeBatch Batch, CursorEnd End)> NextAsync(ChangeBatch last, CursorEnd end, ClientSession own, CancellationToken cancellationToken)
    {
        try
        {
            var more = new GetMoreCommand(last.Database, last.Collection, last.Cursor, options.BatchSize, AwaitTime(end.Opened)) { Session = end.Opened.Session, Timeout = end.Opened.Timeout };
            using var reply = await executor.ExecuteAsync(more, cancellationToken, end.Home).ConfigureAwait(false);
            var batch = ChangeBatch.Read(reply, last.Database);
            end.Follow(batch.Cursor, batch.Collection);
            return (batch, end);
        }
        catch (MongoException fault) when (IsResumable(fault, end))
        {
            System.Diagnostics.Activity.Current?.AddException(fault);
            await end.DisposeAsync().ConfigureAwait(false);
            return await OpenAsync(own, cancellationToken).ConfigureAwait(false);
        }
    }

    private async ValueTask<(ChangeBatch Batch, CursorEnd End)> OpenAsync(ClientSession own, CancellationToken cancellationToken)
    {
        var command = open(position.Stage(options));
        command.Session ??= own;
        command.OpensCursor = true;
        // Refused before anything is sent, not when the first change is waited for.
        _ = AwaitTime(command);
        try
        {
            using var reply = await executor.ExecuteAsync(command, cancellationToken).ConfigureAwait(false);
            var end = new CursorEnd(executor, command, reply.Home);
            var batch = ChangeBatch.Read(reply, command.Database);
            end.Follow(batch.Cursor, batch.Collection);
            position.Opened(batch);
            return (batch, end);
        }
        catch (MongoCommandException fault) when (Unsupported.Contains(fault.Code))
        {
            throw new MongoCommandException(
                fault.Code, fault.CodeName,
                $"The store has no change streams: {fault.Message.TrimEnd('.')}. Watch a replica set or a sharded cluster; of a standalone or the embedded store, ask again from time to time instead.",
                fault.ErrorLabels, fault.Reply);
        }
    }

    /// <summary>The server's patience must end before the client's, or a quiet stream would seem to be a dead one.</summary>
    private TimeSpan? AwaitTime(Command opened) => Limit(opened) is not { } limit ? options.MaxAwaitTime
        : options.MaxAwaitTime is not { } wanted ? limit / 2
        : wanted < limit ? wanted
        : throw new MongoConfigurationException($"MaxAwaitTime of {wanted.TotalMilliseconds:0} ms is not less than timeoutMS={limit.TotalMilliseconds:0}. Shorten it, or watch with a longer WithTimeout.");

    private TimeSpan? Limit(Command opened) => executor.TimeoutOf(opened) is { } limit && limit != Timeout.InfiniteTimeSpan ? limit : null;

    /// <summary>A lost connection, a cursor that went with its server, or what the server itself calls resumable (by a label, since MongoDB 4.4).</summary>
    private bool IsResumable(MongoException fault, CursorEnd end) => fault is not MongoCommandException refused
        ? fault is MongoConnectionException || fault is MongoTimeoutException && Limit(end.Opened) is null
        : refused.Code == MongoErrorCodes.CursorNotFound.Code || refused.ErrorLabels.Contains("ResumableChangeStreamError");
}
