using IbmPlatform.Mongo.Client.Topology;

namespace IbmPlatform.Mongo.Client.Commands;

/// <summary>Ends the pooled sessions on the server when the client goes: a courtesy, for the server forgets them by itself.</summary>
internal static class SessionEnd
{
    /// <summary>More in one command are refused (driver sessions specification).</summary>
    private const int MostAtOnce = 10_000;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    /// <summary>Never throws, and waits for no server that is not known already.</summary>
    public static async ValueTask EndAllAsync(CommandExecutor executor, Deployment deployment)
    {
        using var limit = new CancellationTokenSource(Patience, executor.Clock);
        foreach (var part in executor.Sessions.Drain().Chunk(MostAtOnce))
        {
            if (!deployment.HasServerFor(ReadPreference.PrimaryPreferred))
                return;
            try
            {
                var end = new EndSessionsCommand(part) { Preference = ReadPreference.PrimaryPreferred };
                using var reply = await executor.ExecuteAsync(end, limit.Token).ConfigureAwait(false);
            }
            catch (Exception fault) when (fault is MongoException or OperationCanceledException or ObjectDisposedException)
            {
                System.Diagnostics.Activity.Current?.AddException(fault);
                return;
            }
        }
    }
}
