using IbmPlatform.Mongo.Client.Connections;
using IbmPlatform.Mongo.Protocol;

namespace IbmPlatform.Mongo.Client.Commands;

/// <summary>Writes a command into its connection's buffer, with what every command carries: concerns, session, preference, limit of time.</summary>
internal sealed class CommandWriter(MongoSettings settings, SessionPool sessions, ClusterClock clusterClock)
{
    private static readonly BsonDocument Majority = new("w", "majority");

    /// <summary>Under timeoutMS, which limits all of an operation, wTimeoutMS counts for nothing.</summary>
    private readonly BsonDocument? concernUnderDeadline = settings.WriteConcern is { } given && WithoutTimeout(given) is { Count: > 0 } rest ? rest : null;

    /// <param name="maxTime">How long the server may work; null: as long as it likes.</param>
    public void Write(Attempt attempt, Connection connection, TimeSpan? maxTime)
    {
        var command = attempt.Command;
        var writer = connection.StartMessage();
        writer.StartDocument();
        command.WriteFields(writer);
        if (maxTime is { } limit)
            writer.WriteInt64("maxTimeMS", (long)Math.Ceiling(limit.TotalMilliseconds));
        if (command.TakesWriteConcern && ConcernOf(attempt, connection) is { Count: > 0 } concern)
            writer.WriteValue("writeConcern", concern);
        WriteSession(attempt, connection, writer);
        if (command.TakesReadConcern)
            WriteReadConcern(command, connection, writer);
        if (!command.IsWrite && PreferenceToSend(command, connection) is { } preference)
            writer.WriteValue("$readPreference", preference);
        if (connection.IsReplicated)
            clusterClock.Write(writer);
        writer.WriteString("$db", command.Database);
        writer.End();
        MongoDiagnostics.Describe(connection, writer.Buffer.WrittenSpan);
        command.WriteSequences(writer, connection.Limits);
    }

    private void WriteSession(Attempt attempt, Connection connection, BsonWriter writer)
    {
        var command = attempt.Command;
        if (!connection.HasSessions)
        {
            if (command.Session is { IsImplicit: false })
                throw new MongoConfigurationException($"The server at {connection.Address} has no sessions: work without StartSession, or with a MongoDB of version 3.6 or newer.");
            return;
        }
        if (!command.TakesSession)
            return;
        var numbered = command.Kind == CommandKind.RetryableWrite && settings.RetryWrites && connection.RetriesWrites;
        if (attempt.Session is null)
        {
            attempt.Session = command.Session?.Acquire() ?? sessions.Take();
            if (numbered)
                attempt.Session.TransactionNumber++;
        }
        attempt.HasTransactionNumber = numbered;
        writer.StartDocument("lsid");
        Span<byte> id = stackalloc byte[16];
        attempt.Session.Id.TryWriteBytes(id, bigEndian: true, out _);
        writer.WriteBinary("id", id, BsonBinary.Uuid);
        writer.End();
        if (numbered)
            writer.WriteInt64("txnNumber", attempt.Session.TransactionNumber);
    }

    private void WriteReadConcern(Command command, Connection connection, BsonWriter writer)
    {
        var level = command.ReadConcernLevel ?? settings.ReadConcernLevel ?? (connection.IsReplicated ? "majority" : null);
        level = level is { Length: 0 } ? null : level;
        var after = connection.HasSessions && command.Session is { IsCausallyConsistent: true } session ? session.OperationTime : null;
        if (level is null && after is null)
            return;
        writer.StartDocument("readConcern");
        if (level is not null)
            writer.WriteString("level", level);
        if (after is not null)
            writer.WriteTimestamp("afterClusterTime", after.Value);
        writer.End();
    }

    private BsonDocument? ConcernOf(Attempt attempt, Connection connection) =>
        attempt.Command.WriteConcern is { } own ? attempt.Deadline is null ? own : WithoutTimeout(own)
        : (attempt.Deadline is null ? settings.WriteConcern : concernUnderDeadline) ?? DefaultConcern(connection);

    private static BsonDocument WithoutTimeout(BsonDocument concern) => concern.Contains("wtimeout") ? new BsonDocument(concern.Where(e => e.Name != "wtimeout")) : concern;

    private static BsonDocument? DefaultConcern(Connection connection) => connection.IsReplicated ? Majority : null;

    /// <summary>A router passes the preference on, a member needs it to answer as a secondary; a standalone knows none.</summary>
    private BsonDocument? PreferenceToSend(Command command, Connection connection)
    {
        if (!connection.IsReplicated)
            return null;
        if (command.Preference.Mode != ReadPreferenceMode.Primary)
            return command.Preference.Document;
        // A member asked directly answers reads whatever it is.
        return settings.DirectConnection && !connection.Hello.IsRouter ? ReadPreference.PrimaryPreferred.Document : null;
    }
}
