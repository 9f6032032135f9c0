using System.Diagnostics;
using System.Net.Sockets;
using IbmPlatform.Mongo.Client.Connections;
using IbmPlatform.Mongo.Client.Topology;
using IbmPlatform.Mongo.Protocol;

namespace IbmPlatform.Mongo.Client.Commands;

/// <summary>
/// Sends commands to the right server and decides what follows a fault: another attempt where that cannot do harm, else an error
/// that says whether the outcome is known.
/// </summary>
internal sealed class CommandExecutor(MongoSettings settings, Deployment deployment, TimeProvider clock) : IAsyncDisposable
{
    private static readonly BsonDocument Majority = new("w", "majority");
    private readonly SessionPool sessions = new(clock);

    public TimeProvider Clock => clock;

    /// <summary>Where reads of documents go unless a collection says otherwise.</summary>
    public ReadPreference ReadPreference => settings.ReadPreference;

    /// <summary>Executes a command; the caller disposes the reply.</summary>
    public async ValueTask<CommandReply> ExecuteAsync(Command command, CancellationToken cancellationToken, ServerAddress? pinned = null)
    {
        using var activity = MongoDiagnostics.Start(command);
        var attempt = new Attempt(command);
        try
        {
            return await ExecuteAsync(attempt, pinned, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception fault)
        {
            MongoDiagnostics.Fail(activity, fault);
            throw;
        }
        finally
        {
            if (attempt.Session is { } session)
                sessions.Return(session);
        }
    }

    public ValueTask DisposeAsync() => deployment.DisposeAsync();

    private async ValueTask<CommandReply> ExecuteAsync(Attempt attempt, ServerAddress? pinned, CancellationToken cancellationToken)
    {
        try
        {
            return await TryOnceAsync(attempt, pinned, cancellationToken).ConfigureAwait(false);
        }
        catch (MongoException fault) when (attempt.MayRepeat)
        {
            attempt.IsRepeat = true;
            try
            {
                return await TryOnceAsync(attempt, pinned, cancellationToken).ConfigureAwait(false);
            }
            catch (MongoException) when (!attempt.WasSentAgain)
            {
                // Nothing new was learnt: the first fault is the one that says what happened.
                throw fault;
            }
        }
    }

    private async ValueTask<CommandReply> TryOnceAsync(Attempt attempt, ServerAddress? pinned, CancellationToken cancellationToken)
    {
        attempt.MayRepeat = false;
        var node = pinned is null
            ? await deployment.SelectAsync(attempt.Preference, attempt.Failed, cancellationToken).ConfigureAwait(false)
            : deployment.Get(pinned);
        var connection = await ConnectAsync(attempt, node, cancellationToken).ConfigureAwait(false);
        try
        {
            return await SendAsync(attempt, node, connection, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            node.Pool.Return(connection);
        }
    }

    private static async ValueTask<Connection> ConnectAsync(Attempt attempt, ServerNode node, CancellationToken cancellationToken)
    {
        try
        {
            return await node.Pool.TakeAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (MongoConnectionException)
        {
            // Nothing was sent, so any command may look for another server.
            attempt.MayRepeat = !attempt.IsRepeat && attempt.Command.Kind != CommandKind.ReadOnce;
            attempt.Avoid(node.Address);
            throw;
        }
    }

    private async ValueTask<CommandReply> SendAsync(Attempt attempt, ServerNode node, Connection connection, CancellationToken cancellationToken)
    {
        Write(attempt, connection);
        attempt.WasSentAgain = attempt.IsRepeat;
        Protocol.Wire.WireMessage message;
        RawBsonDocument body;
        try
        {
            message = await connection.RoundTripAsync(settings.SocketTimeout, cancellationToken).ConfigureAwait(false);
            body = connection.ReadReply(message);
        }
        catch (Exception fault) when (fault is IOException or SocketException or TimeoutException)
        {
            throw LostReply(attempt, node, connection, fault);
        }
        catch (OperationCanceledException)
        {
            if (attempt.Session is { } session)
                session.IsDirty = true;
            throw;
        }
        var reply = new CommandReply(message, body, node.Address);
        try
        {
            Check(attempt, node, connection, body);
            return reply;
        }
        catch
        {
            reply.Dispose();
            throw;
        }
    }

    private void Write(Attempt attempt, Connection connection)
    {
        var command = attempt.Command;
        var writer = connection.StartMessage();
        writer.StartDocument();
        command.WriteFields(writer);
        if (command.TakesWriteConcern && (settings.WriteConcern ?? DefaultConcern(connection)) is { } concern)
            writer.WriteValue("writeConcern", concern);
        if (command.TakesReadConcern && (settings.ReadConcernLevel ?? (connection.Hello.IsReplicated ? "majority" : null)) is { } level)
            writer.WriteValue("readConcern", new BsonDocument("level", level));
        if (command.Kind == CommandKind.RetryableWrite && settings.RetryWrites && connection.Hello.SupportsRetryableWrites)
            WriteSession(attempt, writer);
        if (!command.IsWrite && PreferenceToSend(command, connection) is { } preference)
            writer.WriteValue("$readPreference", preference);
        writer.WriteString("$db", command.Database);
        writer.End();
        MongoDiagnostics.Describe(connection, writer.Buffer.WrittenSpan);
        command.WriteSequences(writer, connection.Limits);
    }

    private void WriteSession(Attempt attempt, BsonWriter writer)
    {
        if (attempt.Session is null)
        {
            attempt.Session = sessions.Take();
            attempt.Session.TransactionNumber++;
        }
        writer.StartDocument("lsid");
        Span<byte> id = stackalloc byte[16];
        attempt.Session.Id.TryWriteBytes(id, bigEndian: true, out _);
        writer.WriteBinary("id", id, BsonBinary.Uuid);
        writer.End();
        writer.WriteInt64("txnNumber", attempt.Session.TransactionNumber);
    }

    private static BsonDocument? DefaultConcern(Connection connection) =>
        connection.Hello.IsReplicated ? Majority : null;

    /// <summary>A router passes the preference on, a member needs it to answer as a secondary; a standalone knows none.</summary>
    private BsonDocument? PreferenceToSend(Command command, Connection connection)
    {
        if (!connection.Hello.IsReplicated)
            return null;
        if (command.Preference.Mode != ReadPreferenceMode.Primary)
            return command.Preference.Document;
        // A member asked directly answers reads whatever it is.
        return settings.DirectConnection && !connection.Hello.IsRouter ? ReadPreference.PrimaryPreferred.Document : null;
    }

    private MongoException LostReply(Attempt attempt, ServerNode node, Connection connection, Exception fault)
    {
        connection.Close();
        deployment.Report(node.Address, FaultStage.InUse, connection.Generation, fault);
        attempt.Avoid(node.Address);
        var command = attempt.Command;
        if (attempt.Session is { } session)
            session.IsDirty = true;
        attempt.MayRepeat = !attempt.IsRepeat && command.Kind switch
        {
            CommandKind.Read => settings.RetryReads,
            CommandKind.RetryableWrite => attempt.Session is not null,
            _ => false,
        };
        if (command.IsWrite)
        {
            return new MongoUnknownOutcomeException(
                $"'{command.Name}' on {Target(command)} was sent to {node.Address}, and its reply was lost: {fault.Message} It may or may not have been carried out; read back before repeating it.", fault);
        }
        return fault is TimeoutException
            ? new MongoTimeoutException($"'{command.Name}' on {Target(command)} took too long: {fault.Message} (socketTimeoutMS)", fault)
            : new MongoConnectionException($"The connection to {node.Address} broke during '{command.Name}' on {Target(command)}: {fault.Message}", fault);
    }

    private void Check(Attempt attempt, ServerNode node, Connection connection, RawBsonDocument body)
    {
        if (IsOk(body))
        {
            if (attempt.Command.IsWrite && body.TryFind("writeConcernError"u8, out var concern) && concern.Type == BsonType.Document)
                deployment.Report(node.Address, FaultStage.InUse, connection.Generation, ServerErrors.WriteConcern(concern.AsDocument.ToDocument(), body.ToDocument()));
            // A write can succeed and still ask to be sent again: its write concern failed because the primary stepped down.
            if (attempt.Session is not null && !attempt.IsRepeat && body.TryFind("errorLabels"u8, out var labels)
                && labels.ToValue().AsArray.Contains("RetryableWriteError"))
            {
                attempt.MayRepeat = true;
                var reply = body.ToDocument();
                throw ServerErrors.WriteConcern(reply.Find("writeConcernError") as BsonDocument ?? reply, reply);
            }
            return;
        }
        var fault = ServerErrors.FromReply(body.ToDocument());
        deployment.Report(node.Address, FaultStage.InUse, connection.Generation, fault);
        attempt.Avoid(node.Address);
        attempt.MayRepeat = !attempt.IsRepeat && attempt.Command.Kind switch
        {
            CommandKind.Read => settings.RetryReads && ServerErrors.AllowsReadAgain(fault),
            CommandKind.RetryableWrite => attempt.Session is not null && ServerErrors.AllowsWriteAgain(fault, connection.Hello.MaxWireVersion),
            _ => false,
        };
        throw fault;
    }

    private static bool IsOk(RawBsonDocument body)
    {
        var reader = body.Read();
        while (reader.Read())
        {
            if (reader.Name.SequenceEqual("ok"u8))
            {
                return reader.Type switch
                {
                    BsonType.Double => reader.GetDouble() == 1,
                    BsonType.Int32 => reader.GetInt32() == 1,
                    _ => reader.GetValue().ToBoolean(),
                };
            }
        }
        return false;
    }

    private static string Target(Command command) => command.Collection is null ? command.Database : $"{command.Database}.{command.Collection}";

    /// <summary>One command on its way, over at most two attempts.</summary>
    private sealed class Attempt(Command command)
    {
        public Command Command { get; } = command;

        /// <summary>A pipeline that writes is a write.</summary>
        public ReadPreference Preference => Command.IsWrite ? ReadPreference.Primary : Command.Preference;

        /// <summary>Servers that failed: the second attempt goes to another, where there is one.</summary>
        public HashSet<ServerAddress>? Failed { get; private set; }

        public ServerSession? Session { get; set; }

        public bool IsRepeat { get; set; }

        /// <summary>Whether the second attempt got as far as sending.</summary>
        public bool WasSentAgain { get; set; }

        /// <summary>Whether the last fault allows another attempt.</summary>
        public bool MayRepeat { get; set; }

        public void Avoid(ServerAddress server) => (Failed ??= []).Add(server);
    }
}
