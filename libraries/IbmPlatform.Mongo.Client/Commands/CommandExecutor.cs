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
    private readonly SessionPool sessions = new(clock);

    public TimeProvider Clock => clock;

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
        var node = pinned is null ? await deployment.SelectAsync(cancellationToken).ConfigureAwait(false) : deployment.Get(pinned);
        var connection = await ConnectAsync(attempt, node, cancellationToken).ConfigureAwait(false);
        try
        {
            return await SendAsync(attempt, node, connection, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            await node.Pool.ReturnAsync(connection).ConfigureAwait(false);
        }
    }

    private async ValueTask<Connection> ConnectAsync(Attempt attempt, ServerNode node, CancellationToken cancellationToken)
    {
        try
        {
            return await node.Pool.TakeAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (MongoConnectionException fault)
        {
            await deployment.SuspectAsync(node, node.Pool.Generation, fault).ConfigureAwait(false);
            // Nothing was sent, so any command may look for another server.
            attempt.MayRepeat = !attempt.IsRepeat && attempt.Command.Kind != CommandKind.ReadOnce;
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
            throw await LostReplyAsync(attempt, node, connection, fault).ConfigureAwait(false);
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
            await CheckAsync(attempt, node, connection, body).ConfigureAwait(false);
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
        if (command.TakesReadConcern && settings.ReadConcernLevel is { } level)
            writer.WriteValue("readConcern", new BsonDocument("level", level));
        if (command.Kind == CommandKind.RetryableWrite && settings.RetryWrites && connection.Hello.SupportsRetryableWrites)
            WriteSession(attempt, writer);
        // A member asked directly answers reads whatever it is.
        if (settings.DirectConnection == true && connection.Hello.SetName is not null && !command.IsWrite)
            writer.WriteValue("$readPreference", new BsonDocument("mode", "primaryPreferred"));
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
        connection.Hello.SetName is null ? null : new BsonDocument("w", "majority");

    private async ValueTask<MongoException> LostReplyAsync(Attempt attempt, ServerNode node, Connection connection, Exception fault)
    {
        connection.Close();
        // A slow answer says nothing about the server's other connections; a broken one does.
        if (fault is not TimeoutException)
            await deployment.SuspectAsync(node, connection.Generation, fault).ConfigureAwait(false);
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

    private async ValueTask CheckAsync(Attempt attempt, ServerNode node, Connection connection, RawBsonDocument body)
    {
        if (IsOk(body))
        {
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
        if (ServerErrors.IsStateChange(fault))
            await deployment.SuspectAsync(node, connection.Generation, fault).ConfigureAwait(false);
        attempt.MayRepeat = !attempt.IsRepeat && attempt.Command.Kind switch
        {
            CommandKind.Read => settings.RetryReads && ServerErrors.AllowsReadAgain(fault),
            CommandKind.RetryableWrite => attempt.Session is not null && ServerErrors.AllowsWriteAgain(fault),
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

        public ServerSession? Session { get; set; }

        public bool IsRepeat { get; set; }

        /// <summary>Whether the second attempt got as far as sending.</summary>
        public bool WasSentAgain { get; set; }

        /// <summary>Whether the last fault allows another attempt.</summary>
        public bool MayRepeat { get; set; }
    }
}
