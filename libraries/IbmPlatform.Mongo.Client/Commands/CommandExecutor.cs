using System.Net.Sockets;
using System.Runtime.CompilerServices;
using IbmPlatform.Mongo.Client.Connections;
using IbmPlatform.Mongo.Client.Topology;
using IbmPlatform.Mongo.Protocol;
using IbmPlatform.Mongo.Protocol.Wire;

namespace IbmPlatform.Mongo.Client.Commands;

/// <summary>
/// Sends commands to the right server and decides what follows a fault: another attempt where that cannot do harm, else an error
/// that says whether the outcome is known.
/// </summary>
internal sealed class CommandExecutor : IAsyncDisposable
{
    private static readonly ClientSessionOptions ImplicitOptions = new();
    private readonly MongoSettings settings;
    private readonly Deployment deployment;
    private readonly SessionPool sessions;
    private readonly CommandWriter writer;

    public CommandExecutor(MongoSettings settings, Deployment deployment, TimeProvider clock)
    {
        (this.settings, this.deployment, Clock) = (settings, deployment, clock);
        sessions = new SessionPool(clock, () => deployment.SessionLifetime);
        writer = new CommandWriter(settings, sessions, ClusterClock);
    }

    public TimeProvider Clock { get; }

    public ClusterClock ClusterClock { get; } = new();

    public SessionPool Sessions => sessions;

    /// <summary>Where reads of documents go unless a collection says otherwise.</summary>
    public ReadPreference ReadPreference => settings.ReadPreference;

    /// <summary>Executes a command; the caller disposes the reply.</summary>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<CommandReply> ExecuteAsync(Command command, CancellationToken cancellationToken, CursorHome home = default)
    {
        command.Session?.RequireUsable(this);
        using var activity = MongoDiagnostics.Start(command);
        using var own = command.Deadline is null ? DeadlineOf(command) : null;
        var attempt = new Attempt(command, home, command.Deadline ?? own, isTimed: TimeoutOf(command) is not null);
        try
        {
            return attempt.Deadline is null
                ? await RepeatAsync(attempt, cancellationToken).ConfigureAwait(false)
                : await RepeatInTimeAsync(attempt, attempt.Deadline, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception fault)
        {
            MongoDiagnostics.Fail(activity, fault);
            throw;
        }
        finally
        {
            if (attempt.Session is { } session && command.Session is null)
                sessions.Return(session);
        }
    }

    /// <summary>A session for one operation and its cursor.</summary>
    public ClientSession ImplicitSession() => new(this, ImplicitOptions, isImplicit: true);

    /// <summary>The limit for all that an operation does; null where there is none.</summary>
    public Deadline? DeadlineOf(Command command) => Deadline.After(TimeoutOf(command), Clock);

    /// <summary>The limit for an operation of several commands; null where there is none.</summary>
    public Deadline? DeadlineIn(OperationScope scope) => Deadline.After(scope.Timeout ?? settings.OperationTimeout, Clock);

    /// <summary>timeoutMS as it holds for the command; null or infinite where there is none.</summary>
    public TimeSpan? TimeoutOf(Command command) => command.Timeout ?? settings.OperationTimeout;

    public async ValueTask DisposeAsync()
    {
        await SessionEnd.EndAllAsync(this, deployment).ConfigureAwait(false);
        await deployment.DisposeAsync().ConfigureAwait(false);
    }

    private async ValueTask<CommandReply> RepeatInTimeAsync(Attempt attempt, Deadline deadline, CancellationToken cancellationToken)
    {
        using var linked = deadline.Link(cancellationToken);
        try
        {
            return await RepeatAsync(attempt, linked.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException fault) when (deadline.HasPassed && !cancellationToken.IsCancellationRequested)
        {
            var command = attempt.Command;
            var what = $"'{command.Name}' on {Target(command)} was not done within timeoutMS={deadline.Limit.TotalMilliseconds:0}.";
            if (command.IsWrite && attempt.WasSent)
                throw new MongoUnknownOutcomeException($"{what} It was sent, and may or may not have been carried out; read back before repeating it.", fault);
            throw new MongoTimeoutException(what, fault);
        }
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<CommandReply> RepeatAsync(Attempt attempt, CancellationToken cancellationToken)
    {
        MongoException? told = null;
        while (true)
        {
            try
            {
                return await TryOnceAsync(attempt, cancellationToken).ConfigureAwait(false);
            }
            catch (MongoException fault) when (attempt.MayRepeat)
            {
                told = Telling(told, fault, attempt);
                attempt.IsRepeat = true;
            }
            catch (MongoException fault) when (told is not null && Telling(told, fault, attempt) != fault)
            {
                throw told;
            }
        }
    }

    /// <summary>
    /// Of several faults the last by which something may have been done, or the first where nothing can have been: that a repetition
    /// certainly did nothing says nothing of what came before it (retryable writes specification).
    /// </summary>
    private static MongoException Telling(MongoException? told, MongoException fault, Attempt attempt) =>
        told is null || attempt.IsSent && !fault.ErrorLabels.Contains(ErrorLabels.NoWritesPerformed) ? fault : told;

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<CommandReply> TryOnceAsync(Attempt attempt, CancellationToken cancellationToken)
    {
        (attempt.MayRepeat, attempt.IsSent) = (false, false);
        if (attempt.Home is { Connection: { } kept, Node: { } there })
            return await SendAsync(attempt, there, kept, cancellationToken).ConfigureAwait(false) with { Home = attempt.Home };
        var node = attempt.Home.Server is null
            ? await deployment.SelectAsync(attempt.Preference, attempt.Failed, cancellationToken).ConfigureAwait(false)
            : deployment.Get(attempt.Home.Server);
        Connection connection;
        try
        {
            connection = await node.Pool.TakeAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (MongoConnectionException fault)
        {
            // Nothing was sent, so any command may look for another server.
            attempt.MayRepeat = attempt.HasAttemptsLeft && attempt.Command.Kind != CommandKind.ReadOnce;
            if (attempt.Command.Kind == CommandKind.RetryableWrite && settings.RetryWrites)
                fault.ErrorLabels = ErrorLabels.MayBeSentAgain;
            attempt.Avoid(node.Address);
            throw;
        }
        var keeps = false;
        try
        {
            var reply = await SendAsync(attempt, node, connection, cancellationToken).ConfigureAwait(false);
            keeps = connection.ServiceId is not null && attempt.Command.OpensCursor && HasCursor(reply.Body);
            connection.IsKept = keeps;
            return keeps ? reply with { Home = new CursorHome(node.Address, node, connection) } : reply;
        }
        finally
        {
            if (!keeps)
                node.Pool.Return(connection);
        }
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<CommandReply> SendAsync(Attempt attempt, ServerNode node, Connection connection, CancellationToken cancellationToken)
    {
        // Under no number a server could not tell the repetition from a second write: it is not sent (retryable writes specification).
        if (attempt.HasTransactionNumber && !connection.RetriesWrites)
            throw new MongoConnectionException($"'{attempt.Command.Name}' on {Target(attempt.Command)} cannot be sent again: {node.Address} keeps no transaction numbers.");
        writer.Write(attempt, connection, MaxTime(attempt, node));
        (attempt.IsSent, attempt.WasSent) = (true, true);
        WireMessage message;
        RawBsonDocument body;
        try
        {
            message = await connection.RoundTripAsync(
                attempt.Command.Name, attempt.Deadline is null ? settings.SocketTimeout : Timeout.InfiniteTimeSpan, cancellationToken).ConfigureAwait(false);
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
        try
        {
            Check(attempt, node, connection, body);
            return new CommandReply(message, body, new CursorHome(node.Address));
        }
        catch
        {
            message.Dispose();
            throw;
        }
    }

    /// <summary>Under a deadline what is left of it, less the way there and back; else what the caller says.</summary>
    private static TimeSpan? MaxTime(Attempt attempt, ServerNode node)
    {
        if (attempt.Deadline is not { } deadline)
            return attempt.Command.MaxTime;
        if (!attempt.Command.TakesMaxTime || attempt.Command.IsTimedByIteration)
            return null;
        var left = deadline.Remaining - node.LeastRoundTrip;
        return left > TimeSpan.Zero
            ? left
            : throw new MongoTimeoutException($"Of timeoutMS={deadline.Limit.TotalMilliseconds:0} less is left than the way to {node.Address} takes: '{attempt.Command.Name}' was not sent.");
    }

    private MongoException LostReply(Attempt attempt, ServerNode node, Connection connection, Exception fault)
    {
        connection.Close();
        deployment.Report(node.Address, FaultStage.InUse, connection.Generation, fault, connection.ServiceId);
        attempt.Avoid(node.Address);
        var command = attempt.Command;
        if (attempt.Session is { } session)
            session.IsDirty = true;
        attempt.MayRepeat = attempt.HasAttemptsLeft && command.Kind switch
        {
            CommandKind.Read => settings.RetryReads,
            CommandKind.RetryableWrite => attempt.HasTransactionNumber,
            _ => false,
        };
        if (command.IsWrite)
        {
            return new MongoUnknownOutcomeException(
                $"'{command.Name}' on {Target(command)} was sent to {node.Address}, and its reply was lost: {fault.Message} It may or may not have been carried out; read back before repeating it.", fault)
            {
                ErrorLabels = attempt.HasTransactionNumber ? ErrorLabels.MayBeSentAgain : [],
            };
        }
        return fault is TimeoutException
            ? new MongoTimeoutException($"'{command.Name}' on {Target(command)} took too long: {fault.Message} (socketTimeoutMS)", fault)
            : new MongoConnectionException($"The connection to {node.Address} broke during '{command.Name}' on {Target(command)}: {fault.Message}", fault);
    }

    private void Check(Attempt attempt, ServerNode node, Connection connection, RawBsonDocument body)
    {
        if (connection.IsReplicated)
            ObserveTimes(attempt.Command.Session, body);
        if (IsOk(body))
        {
            if (!attempt.Command.IsWrite)
                return;
            if (body.TryFind("writeConcernError"u8, out var concern) && concern.Type == BsonType.Document)
            {
                var unmet = ServerErrors.WriteConcern(concern.AsDocument.ToDocument(), body.ToDocument());
                deployment.Report(node.Address, FaultStage.InUse, connection.Generation, unmet, connection.ServiceId);
                if (attempt.Deadline is not null && unmet.Code == MongoErrorCodes.MaxTimeMsExpired.Code)
                    throw new MongoTimeoutException($"The write was carried out, but not acknowledged within timeoutMS by as many members as asked for: {unmet.Message}", unmet);
            }
            // A write can succeed and still ask to be sent again: its write concern failed because the primary stepped down.
            if (attempt.HasTransactionNumber && attempt.HasAttemptsLeft && AsksToBeSentAgain(body, connection))
            {
                attempt.MayRepeat = true;
                var reply = body.ToDocument();
                throw ServerErrors.WriteConcern(reply.Find("writeConcernError") as BsonDocument ?? reply, reply);
            }
            return;
        }
        var fault = ServerErrors.FromReply(body.ToDocument());
        deployment.Report(node.Address, FaultStage.InUse, connection.Generation, fault, connection.ServiceId);
        attempt.Avoid(node.Address);
        var passes = attempt.Command.Kind switch
        {
            CommandKind.Read => settings.RetryReads && ServerErrors.AllowsReadAgain(fault),
            CommandKind.RetryableWrite => attempt.HasTransactionNumber && ServerErrors.AllowsWriteAgain(fault, connection.MaxWireVersion),
            _ => false,
        };
        attempt.MayRepeat = passes && attempt.HasAttemptsLeft;
        if (passes && attempt.Command.Kind == CommandKind.RetryableWrite && fault.ErrorLabels.Count == 0)
            fault.ErrorLabels = ErrorLabels.MayBeSentAgain;
        // The server gave up by the limit that it was told: that is the deadline (client side operations timeout).
        if (attempt.Deadline is not null && fault.Code == MongoErrorCodes.MaxTimeMsExpired.Code)
            throw new MongoTimeoutException($"The server gave up: {fault.Message}", fault);
        throw fault;
    }

    /// <summary>By the server's label; of a member older than MongoDB 4.4 by the code of the write concern's failure.</summary>
    private static bool AsksToBeSentAgain(RawBsonDocument body, Connection connection) =>
        body.TryFind("errorLabels"u8, out var labels) ? labels.ToValue().AsArray.Contains(ErrorLabels.RetryableWrite)
        : connection.MaxWireVersion < ServerErrors.FirstToLabel && !connection.Hello.IsRouter && body.TryFind("writeConcernError"u8, out var concern)
            && concern.ToValue() is BsonDocument error && ServerErrors.AllowsReadAgain(ServerErrors.WriteConcern(error, null));

    private void ObserveTimes(ClientSession? session, RawBsonDocument body)
    {
        if (body.TryFind("$clusterTime"u8, out var clusterTime) && clusterTime.Type == BsonType.Document)
            ClusterClock.Observe(clusterTime.AsDocument);
        if (session is { IsImplicit: false } && body.TryFind("operationTime"u8, out var time) && time.Type == BsonType.Timestamp)
            session.AdvanceOperationTime((BsonTimestamp)time.ToValue());
    }

    private static bool HasCursor(RawBsonDocument body) =>
        body.TryFind("cursor"u8, out var cursor) && cursor.AsDocument.TryFind("id"u8, out var id) && id.ToValue().ToInt64() != 0;

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
}
