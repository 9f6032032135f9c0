using IbmPlatform.Mongo.Client.Commands;
using IbmPlatform.Mongo.Client.Connections;
using IbmPlatform.Mongo.Protocol;

namespace IbmPlatform.Mongo.Client;

public sealed partial class MongoCollection<T>
{
    /// <summary>
    /// Carries out writes of all kinds in as few messages as their kinds and sizes allow. Ordered stops at the first that is refused;
    /// unordered tries all, those of a kind together.
    /// </summary>
    /// <exception cref="MongoBulkWriteException">Says which writes were refused, and what was done.</exception>
    /// <exception cref="MongoWriteConcernException">All were carried out, but not acknowledged by as many members as asked for.</exception>
    /// <exception cref="MongoUnknownOutcomeException">A reply was lost; what earlier messages did is in <see cref="MongoException.DoneBefore"/>, as with any error but the above.</exception>
    public async Task<BulkWriteResult> BulkWriteAsync(
        IReadOnlyList<WriteModel<T>> writes, bool ordered = true, CancellationToken cancellationToken = default)
    {
        using var deadline = executor.DeadlineIn(scope);
        var done = new BulkProgress();
        foreach (var run in BulkRun<T>.Of(writes, ordered))
        {
            for (var start = 0; start < run.Writes.Count && !(ordered && done.Errors.Count > 0);)
            {
                var command = new BulkCommand<T>(Database, Name, run, start, ordered, codec, executor.Clock) { Deadline = deadline }.In(scope);
                using var reply = await ExecuteAfterAsync(done.SoFar, command, cancellationToken).ConfigureAwait(false);
                done.Add(run.Command, WriteReply.Read(reply.Body, start), index => run.Writes[index].Position);
                start += command.Count;
            }
        }
        return done.Finish();
    }

    /// <summary>Executes one of several commands; its fault says what those before it did.</summary>
    private async ValueTask<CommandReply> ExecuteAfterAsync(Func<BulkWriteProgress?> before, Command command, CancellationToken cancellationToken)
    {
        try
        {
            return await executor.ExecuteAsync(command, cancellationToken).ConfigureAwait(false);
        }
        catch (MongoException fault)
        {
            fault.DoneBefore = before();
            throw;
        }
    }

    /// <summary>What the replies so far say.</summary>
    private sealed class BulkProgress
    {
        private readonly SortedDictionary<int, BsonValue> upserted = [];
        private long inserted;
        private long matched;
        private long modified;
        private long deleted;
        private MongoWriteConcernException? unmet;
        private bool hasAny;

        public List<WriteError> Errors { get; } = [];

        public void Add(string command, WriteReply reply, Func<int, int> position)
        {
            hasAny = true;
            inserted += command == "insert" ? reply.Count : 0;
            deleted += command == "delete" ? reply.Count : 0;
            matched += command == "update" ? reply.Count - reply.Upserted.Count : 0;
            modified += reply.Modified;
            foreach (var (index, id) in reply.Upserted)
                upserted[position(index)] = id;
            Errors.AddRange(reply.Errors.Select(e => e with { Index = position(e.Index) }));
            unmet ??= reply.Unmet;
        }

        public BulkWriteProgress? SoFar() => hasAny ? new BulkWriteProgress(Result(), [.. Errors]) : null;

        public BulkWriteResult Finish()
        {
            var result = Result();
            if (Errors.Count > 0)
                throw new MongoBulkWriteException([.. Errors.OrderBy(e => e.Index)], result) { WriteConcernError = unmet };
            return unmet is null ? result : throw unmet;
        }

        private BulkWriteResult Result() => new(inserted, matched, modified, deleted, upserted);
    }
}
