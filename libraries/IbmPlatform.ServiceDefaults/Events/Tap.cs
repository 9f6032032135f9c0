using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Threading.Channels;
using IbmPlatform.GraphQL.Errors;

namespace IbmPlatform.ServiceDefaults.Events;

/// <summary>
/// Lets subscribers of this process hear what is appended to a log from now on. While there are any, one loop reads the log's collection
/// for all of them. It reads there, and hears neither the writers in this process nor the bus: the collection is what all instances of a
/// service share, in one order without gaps, whoever wrote and whatever bus there is. A writer in this process wakes the loop
/// (<see cref="Wake"/>); what others write is found within <see cref="LongestPause"/>. Writers never wait for it.
/// </summary>
/// <param name="last">The log's last number; 0 for an empty log.</param>
/// <param name="readAfter">The entries after a number, in order, at most so many. A number is never seen before those below it are.</param>
/// <param name="time">The clock.</param>
/// <param name="capacity">How many entries wait for a subscriber.</param>
public sealed class Tap<T>(
    Func<CancellationToken, Task<long>> last, Func<long, int, CancellationToken, Task<IReadOnlyList<(long Sequence, T Item)>>> readAfter,
    TimeProvider time, int capacity = Tap<T>.DefaultCapacity)
{
    /// <summary>Entries that wait for one subscriber by default; stops readers slower than the writers from filling the memory.</summary>
    public const int DefaultCapacity = 1024;

    /// <summary>The code of the error that ends the stream of a subscriber that is further behind than that.</summary>
    public const string LaggedCode = "SUBSCRIPTION_LAGGED";

    /// <summary>How long another process's entry may stay unnoticed.</summary>
    public static readonly TimeSpan LongestPause = TimeSpan.FromMilliseconds(500);

    private const int BatchSize = 100;

    private readonly Lock gate = new();
    private readonly Wakeup grown = new(time);
    private Round? current;

    /// <summary>Says that the log has grown.</summary>
    public void Wake() => grown.Set();

    /// <summary>How many are listening now.</summary>
    public int Listeners
    {
        get
        {
            lock (gate)
                return current?.Listeners.Length ?? 0;
        }
    }

    /// <summary>What is appended from the first time that the enumerator is moved, in the log's order, until the caller stops.</summary>
    /// <param name="wanted">Chooses entries; called by the loop that serves everybody, so it must be quick.</param>
    /// <param name="cancellationToken">Ends listening; nothing is left behind.</param>
    /// <exception cref="GraphQLException">The caller fell behind by more than the capacity; it has had all entries up to there.</exception>
    public async IAsyncEnumerable<T> ListenAsync(Predicate<T> wanted, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var listener = new Listener(wanted, await last(cancellationToken).ConfigureAwait(false), capacity);
        var round = Join(listener);
        try
        {
            await foreach (var item in listener.Items.ReadAllAsync(cancellationToken).ConfigureAwait(false))
                yield return item;
        }
        finally
        {
            Leave(round, listener);
        }
    }

    private Round Join(Listener listener)
    {
        lock (gate)
        {
            var round = current;
            if (round is null)
            {
                current = round = new Round();
                var stop = round.Stop.Token;
                _ = Task.Run(() => TellAsync(round, listener.After, stop), CancellationToken.None);
            }
            round.Listeners = round.Listeners.Add(listener);
            return round;
        }
    }

    private void Leave(Round round, Listener listener)
    {
        lock (gate)
        {
            if (!round.Listeners.Contains(listener))
                return;
            round.Listeners = round.Listeners.Remove(listener);
            if (!round.Listeners.IsEmpty)
                return;
            if (current == round)
                current = null;
        }
        round.Stop.Cancel();
        round.Stop.Dispose();
    }

    private async Task TellAsync(Round round, long position, CancellationToken stop)
    {
        try
        {
            while (true)
            {
                var batch = await ReadAsync(position, stop).ConfigureAwait(false);
                foreach (var (sequence, item) in batch)
                {
                    foreach (var listener in round.Listeners)
                    {
                        if (!listener.Offer(sequence, item))
                            Leave(round, listener);
                    }
                    position = sequence;
                }
                if (batch.Count < BatchSize)
                    await grown.WaitAsync(LongestPause, stop).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // The last listener has left.
        }
        // Whatever cannot be read ends the streams with it; who subscribes then begins anew.
#pragma warning disable CA1031
        catch (Exception e)
#pragma warning restore CA1031
        {
            foreach (var listener in round.Listeners)
            {
                listener.Fail(e);
                Leave(round, listener);
            }
        }
    }

    /// <summary>An unreachable store ends no stream: nothing is lost by asking again.</summary>
    private async Task<IReadOnlyList<(long Sequence, T Item)>> ReadAsync(long position, CancellationToken stop)
    {
        while (true)
        {
            try
            {
                return await readAfter(position, BatchSize, stop).ConfigureAwait(false);
            }
            catch (Exception e) when (StoreFailure.IsTransient(e))
            {
                await Task.Delay(LongestPause, time, stop).ConfigureAwait(false);
            }
        }
    }

    /// <summary>One run of the loop: from the first listener to the departure of the last.</summary>
    private sealed class Round
    {
        private ImmutableArray<Listener> listeners = [];

        public CancellationTokenSource Stop { get; } = new();

        /// <summary>Replaced under the gate.</summary>
        public ImmutableArray<Listener> Listeners
        {
            get => listeners;
            set => listeners = value;
        }
    }

    private sealed class Listener(Predicate<T> wanted, long after, int capacity)
    {
        private readonly Channel<T> waiting = Channel.CreateBounded<T>(new BoundedChannelOptions(capacity) { SingleReader = true });

        public long After => after;

        public ChannelReader<T> Items => waiting.Reader;

        /// <summary>Whether there was room, or no need of it; without room the stream ends behind what waits.</summary>
        public bool Offer(long sequence, T item)
        {
            if (sequence <= after || !wanted(item) || waiting.Writer.TryWrite(item))
                return true;
            Fail(new GraphQLException(
                $"More than {capacity} changes wait for this subscription, so it ends. Subscribe again, and read what came since the last one with changes(after:).",
                LaggedCode));
            return false;
        }

        public void Fail(Exception e) => waiting.Writer.TryComplete(e);
    }
}
