using System.Collections.Concurrent;
using System.Net.Sockets;
using IbmPlatform.Mongo.Protocol;
using IbmPlatform.Mongo.Protocol.Wire;

namespace IbmPlatform.Mongo.Client.Tests.Unified;

/// <summary>
/// Stands between one client and the embedded server. It presents the deployment that a test asks for, lets fail points befall commands,
/// keeps what the embedded server has no use for (sessions, transaction numbers, cluster times), and notes what passes.
/// </summary>
internal sealed class WireProxy : IAsyncDisposable
{
    private static readonly HashSet<string> Sensitive = new(StringComparer.OrdinalIgnoreCase)
    {
        "authenticate", "saslStart", "saslContinue", "getnonce", "createUser", "updateUser", "copydbgetnonce", "copydbsaslstart", "copydb",
    };

    private static readonly ObjectId Process = ObjectId.NewId(TimeProvider.System);
    private readonly LoopbackListener listener;
    // Connections on which a command is held up.
    private readonly ConcurrentDictionary<ProxiedConnection, bool> held = new();
    private readonly SpecificationServer server;
    private readonly bool seesSeveral;

    /// <param name="seesSeveral">Whether each connection behind a load balancer leads to a router of its own.</param>
    public WireProxy(SpecificationServer server, bool seesSeveral)
    {
        (this.server, this.seesSeveral) = (server, seesSeveral);
        listener = new LoopbackListener((client, _) => ServeAsync(client));
    }

    public string Address => listener.Address;

    public ConcurrentQueue<CommandEvent> Events { get; } = new();

    public ValueTask DisposeAsync() => listener.DisposeAsync();

    private async Task ServeAsync(TcpClient client)
    {
        using var owned = client;
        try
        {
            client.NoDelay = true;
            await using var upstream = await server.ConnectAsync();
            var connection = new ProxiedConnection(client, upstream);
            while (await WireMessage.ReadAsync(connection.Client, cancellationToken: listener.Stopping) is { } received)
            {
                using var message = received;
                if (!await AnswerAsync(connection, message))
                    return;
            }
        }
        catch (Exception fault) when (fault is OperationCanceledException or IOException or WireProtocolException)
        {
            return;
        }
    }

    /// <summary>False where the connection has to close.</summary>
    private async Task<bool> AnswerAsync(ProxiedConnection connection, WireMessage message)
    {
        var isLegacy = message.Header.OpCode == OpCode.Query;
        var command = isLegacy ? OpQuery.Read(message).Query.ToDocument() : ProxiedConnection.Decode(OpMsg.Read(message));
        var isHello = command[0].Name is "hello" or "isMaster" or "ismaster";
        if (isHello && (command.Find("client") as BsonDocument)?.Find("application") is BsonDocument application)
            connection.Application = application["name"].AsString;
        // A test that runs hello by runCommand wants to see it; only such a one has a session.
        var isNoted = (!isHello || command.Contains("lsid")) && !Sensitive.Contains(command[0].Name);
        // What a client has left is noted before what it does next.
        while (held.Keys.Any(c => c.IsLeft))
            await Task.Delay(1, listener.Stopping);
        Note(isNoted, "commandStartedEvent", connection, command, command);
        var reply = await ReplyAsync(connection, command, isHello);
        if (reply is null)
        {
            Note(isNoted, "commandFailedEvent", connection, command, null);
            held.TryRemove(connection, out _);
            return false;
        }
        if (server.Presented.IsReplicated)
        {
            reply["operationTime"] = server.Tick();
            reply["$clusterTime"] = new BsonDocument { ["clusterTime"] = server.Tick(), ["signature"] = new BsonDocument { ["hash"] = new byte[20], ["keyId"] = 0L } };
        }
        Note(isNoted, reply["ok"].ToDouble() == 1 ? "commandSucceededEvent" : "commandFailedEvent", connection, command, reply);
        using var buffer = new PooledBuffer();
        if (isLegacy)
            OpReply.Write(buffer, 1, message.Header.RequestId, reply);
        else
            OpMsg.Write(buffer, 1, message.Header.RequestId, reply);
        await connection.Client.WriteAsync(buffer.WrittenMemory, listener.Stopping);
        return true;
    }

    /// <summary>Null where the connection closes instead.</summary>
    private async Task<BsonDocument?> ReplyAsync(ProxiedConnection connection, BsonDocument command, bool isHello)
    {
        if (command[0].Name == "configureFailPoint")
        {
            server.FailPoints.Set(command);
            return new BsonDocument("ok", 1.0);
        }
        var failure = server.FailPoints.Take(command, connection.Application, Number(command) is { } number && server.Numbered.ContainsKey(number));
        if (failure is { Block: { Ticks: > 0 } block })
        {
            // A server gives up an operation whose client has gone.
            held[connection] = true;
            if (await connection.IsLeftWithinAsync(block, listener.Stopping))
                return null;
            held.TryRemove(connection, out _);
        }
        if (failure is { Name: "onPrimaryTransactionalWrite" })
        {
            if (failure.Commits)
                await ForwardAsync(connection, command);
            return null;
        }
        if (failure is { ClosesConnection: true })
            return null;
        var isChangeStream = command[0].Name == "getMore" && server.Changes.Reads(command["getMore"].ToInt64());
        if (failure?.Error(command, server.Presented, isChangeStream) is { } error)
            return error;
        var reply = isHello ? await HelloAsync(connection, command) : await ForwardAsync(connection, command);
        failure?.Amend(reply, command, server.Presented);
        return reply;
    }

    private async Task<BsonDocument> ForwardAsync(ProxiedConnection connection, BsonDocument command)
    {
        var number = Number(command);
        if (number is not null && server.Numbered.TryGetValue(number, out var first))
            return first.Clone();
        BsonDocument reply;
        if (server.Presented.IsReplicated && ChangeLog.Opens(command))
            reply = server.Changes.Open(command);
        else if (command[0].Name == "getMore" && server.Changes.Reads(command["getMore"].ToInt64()))
            reply = await server.Changes.NextAsync(command, listener.Stopping);
        else if (command[0].Name == "killCursors" && server.Changes.Kill(command["cursors"].AsArray[0].ToInt64()))
            reply = new BsonDocument { ["cursorsKilled"] = command["cursors"], ["ok"] = 1.0 };
        else
            reply = await connection.AskAsync(ForStandalone(command), listener.Stopping);
        server.Changes.Observe(command, reply);
        if (number is not null && reply["ok"].ToDouble() == 1)
            server.Numbered[number] = reply.Clone();
        return reply;
    }

    /// <summary>By which a repeated write is recognised; null where it cannot be.</summary>
    private static string? Number(BsonDocument command) => command.Find("txnNumber") is { } number ? $"{command["lsid"]} {number}" : null;

    private async Task<BsonDocument> HelloAsync(ProxiedConnection connection, BsonDocument command)
    {
        // Nothing ever changes here: an answer that may wait does.
        if (command.Find("maxAwaitTimeMS") is { } patience)
            await connection.IsLeftWithinAsync(TimeSpan.FromMilliseconds(patience.ToInt64()), listener.Stopping);
        var reply = await connection.AskAsync(new BsonDocument { [command[0].Name == "hello" ? "hello" : "isMaster"] = 1, ["$db"] = "admin" }, listener.Stopping);
        reply["maxWireVersion"] = server.Presented.WireVersion;
        reply["logicalSessionTimeoutMinutes"] = 30;
        switch (server.Presented.Topology)
        {
            case "replicaset":
                reply["setName"] = "rs";
                reply["hosts"] = new BsonArray { Address };
                reply["me"] = Address;
                reply["primary"] = Address;
                reply["setVersion"] = 1;
                reply["secondary"] = false;
                reply["topologyVersion"] = new BsonDocument { ["processId"] = Process, ["counter"] = 1L };
                break;
            case "sharded" or "load-balanced":
                reply["msg"] = "isdbgrid";
                if (command.Find("loadBalanced")?.ToBoolean() == true)
                    reply["serviceId"] = seesSeveral ? connection.Service : Process;
                break;
        }
        return reply;
    }

    /// <summary>What the embedded server, a standalone without retryable writes, takes.</summary>
    private BsonDocument ForStandalone(BsonDocument command)
    {
        var plain = command.Clone();
        foreach (var name in (string[])["lsid", "txnNumber", "$clusterTime"])
            plain.Remove(name);
        if (!server.Presented.IsReplicated)
            return plain;
        plain.Remove("writeConcern");
        plain.Remove("readConcern");
        return plain;
    }

    private void Note(bool isNoted, string kind, ProxiedConnection connection, BsonDocument command, BsonDocument? document)
    {
        if (isNoted)
            Events.Enqueue(new CommandEvent(kind, command[0].Name, command.Find("$db")?.AsString ?? "admin", document?.Clone(), server.Presented.Topology == "load-balanced"));
    }
}
