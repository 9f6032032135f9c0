using System.Collections.Concurrent;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using IbmPlatform.Mongo.Protocol;
using IbmPlatform.Mongo.Protocol.Wire;

namespace IbmPlatform.Mongo.Client.Tests;

/// <summary>A server that says what a test tells it to, over TCP on loopback.</summary>
internal sealed class ScriptedServer : IAsyncDisposable
{
    private readonly LoopbackListener listener;

    public ScriptedServer()
    {
        listener = new LoopbackListener(ServeAsync);
    }

    /// <summary>host:port.</summary>
    public string Address => listener.Address;

    /// <summary>What hello answers, beyond ok.</summary>
    public BsonDocument Hello { get; set; } = new() { ["ismaster"] = true, ["helloOk"] = true, ["maxWireVersion"] = 21, ["minWireVersion"] = 0 };

    /// <summary>What any other command answers.</summary>
    public Func<BsonDocument, Answer> Handle { get; set; } = _ => Answer.Ok();

    /// <summary>With a certificate the server speaks TLS.</summary>
    public X509Certificate2? Certificate { get; init; }

    /// <summary>Whether a server that speaks TLS wants the client's certificate, whoever signed it.</summary>
    public bool WantsClientCertificate { get; init; }

    /// <summary>The subject of the certificate that the last client showed.</summary>
    public string? ClientSubject { get; private set; }

    /// <summary>The commands received but hello, in order.</summary>
    public ConcurrentQueue<BsonDocument> Commands { get; } = new();

    /// <summary>Which connection, counted from 1, brought which command, in order; hello too.</summary>
    public ConcurrentQueue<(int Connection, BsonDocument Command)> Exchanges { get; } = new();

    /// <summary>The commands that came packed.</summary>
    public ConcurrentQueue<string> Packed { get; } = new();

    /// <summary>The sessions that were ended, by command; these commands are answered without <see cref="Handle"/>.</summary>
    public ConcurrentQueue<int> EndedSessions { get; } = new();

    /// <summary>What hello answers on a connection beyond <see cref="Hello"/>, by the connection's number.</summary>
    public Func<int, BsonDocument>? HelloOn { get; set; }

    /// <summary>What a hello that may wait (maxAwaitTimeMS) waits for before it is answered; null: nothing.</summary>
    public Func<Task>? HoldHello { get; set; }

    public int ConnectionCount => listener.ConnectionCount;

    /// <summary>The hello of a member of the set "rs" with sessions.</summary>
    public static BsonDocument Member(bool primary, params string[] hosts) => new()
    {
        [primary ? "ismaster" : "secondary"] = true,
        ["helloOk"] = true,
        ["setName"] = "rs",
        ["hosts"] = new BsonArray(hosts.Select(h => (BsonValue)h)),
        ["logicalSessionTimeoutMinutes"] = 30,
        ["maxWireVersion"] = 21,
        ["minWireVersion"] = 0,
    };

    /// <summary>A client of this server that gives up soon.</summary>
    public MongoClient Connect(string options = "") =>
        MongoClient.Create($"mongodb://{Address}/test?serverSelectionTimeoutMS=5000&connectTimeoutMS=5000&heartbeatFrequencyMS=500{options}");

    public ValueTask DisposeAsync() => listener.DisposeAsync();

    private async Task ServeAsync(TcpClient client, int number)
    {
        using var owned = client;
        try
        {
            var stream = await EncryptAsync(client.GetStream());
            while (await WireMessage.ReadAsync(stream, cancellationToken: listener.Stopping) is { } received)
            {
                var isPacked = received.Header.OpCode == OpCode.Compressed;
                using var message = isPacked ? OpCompressed.Decompress(received) : received;
                if (!await AnswerAsync(stream, message, number, isPacked))
                    return;
            }
        }
        catch (Exception fault) when (fault is OperationCanceledException or IOException or AuthenticationException)
        {
            return;
        }
    }

    private async Task<Stream> EncryptAsync(Stream plain)
    {
        if (Certificate is null)
            return plain;
        var stream = new SslStream(plain);
        await stream.AuthenticateAsServerAsync(new SslServerAuthenticationOptions
        {
            ServerCertificate = Certificate,
            ClientCertificateRequired = WantsClientCertificate,
            RemoteCertificateValidationCallback = (_, shown, _, _) => !WantsClientCertificate || shown is not null,
        });
        ClientSubject = stream.RemoteCertificate?.Subject;
        return stream;
    }

    private async Task<bool> AnswerAsync(Stream stream, WireMessage message, int number, bool isPacked)
    {
        using var buffer = new PooledBuffer();
        var command = message.Header.OpCode == OpCode.Query ? OpQuery.Read(message).Query.ToDocument() : Command(OpMsg.Read(message));
        Exchanges.Enqueue((number, command));
        if (isPacked)
            Packed.Enqueue(command[0].Name);
        Answer answer;
        if (command[0].Name is "hello" or "isMaster")
        {
            if (command.Contains("maxAwaitTimeMS") && HoldHello is { } hold)
                await hold().WaitAsync(listener.Stopping);
            answer = Answer.Ok([.. Hello, .. HelloOn?.Invoke(number) ?? []]);
        }
        else if (command[0].Name == "endSessions")
        {
            EndedSessions.Enqueue(command[0].Value.AsArray.Count);
            answer = Answer.Ok();
        }
        else
        {
            Commands.Enqueue(command);
            answer = Handle(command);
        }
        await Task.Delay(answer.Delay, listener.Stopping);
        if (answer.Document is null)
            return false;
        if (message.Header.OpCode == OpCode.Query)
            OpReply.Write(buffer, 1, message.Header.RequestId, answer.Document);
        else
            OpMsg.Write(buffer, 1, message.Header.RequestId, answer.Document);
        if (isPacked)
            OpCompressed.Compress(buffer);
        await stream.WriteAsync(answer.Half ? buffer.WrittenMemory[..(buffer.Length / 2)] : buffer.WrittenMemory, listener.Stopping);
        return !answer.Half;
    }

    private static BsonDocument Command(OpMsg message)
    {
        var command = message.Body.ToDocument();
        foreach (var sequence in message.Sequences)
            command[sequence.Identifier] = new BsonArray(sequence.Documents.Select(d => d.ToDocument()));
        return command;
    }
}
