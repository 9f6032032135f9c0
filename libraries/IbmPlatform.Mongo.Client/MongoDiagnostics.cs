using System.Diagnostics;
using System.Text;
using IbmPlatform.Mongo.Client.Commands;
using IbmPlatform.Mongo.Client.Connections;
using IbmPlatform.Mongo.Protocol;
using IbmPlatform.Mongo.Protocol.Wire;

namespace IbmPlatform.Mongo.Client;

/// <summary>Traces: one Activity a command, named and tagged by OpenTelemetry's conventions for databases.</summary>
public static class MongoDiagnostics
{
    /// <summary>The name to subscribe to.</summary>
    public const string ActivitySourceName = "IbmPlatform.Mongo.Client";

    /// <summary>A filter of thousands of ids would swell every trace.</summary>
    private const int MaxTextLength = 2000;

    private static readonly ActivitySource Source = new(ActivitySourceName);

    /// <summary>Commands whose very shape is nobody's business: they carry credentials.</summary>
    private static readonly HashSet<string> Secret = new(StringComparer.OrdinalIgnoreCase)
    {
        "authenticate", "saslStart", "saslContinue", "getnonce", "createUser", "updateUser", "copydbgetnonce", "copydbsaslstart", "copydb",
    };

    /// <summary>Whether a command carries credentials, or leads up to them: neither traced nor compressed (OP_COMPRESSED specification).</summary>
    internal static bool IsSecret(string command) => Secret.Contains(command) || command is "hello" or "isMaster" or "ismaster";

    internal static Activity? Start(Command command)
    {
        if (!Source.HasListeners())
            return null;
        var activity = Source.StartActivity($"{command.Name} {command.Collection ?? command.Database}", ActivityKind.Client);
        activity?.SetTag("db.system.name", "mongodb")
            .SetTag("db.namespace", command.Database)
            .SetTag("db.operation.name", command.Name)
            .SetTag("db.collection.name", command.Collection);
        return activity;
    }

    /// <summary>Adds where the command goes, and its shape with every value replaced by a question mark.</summary>
    internal static void Describe(Connection connection, ReadOnlySpan<byte> message)
    {
        if (Activity.Current is not { IsAllDataRequested: true } activity || activity.Source != Source)
            return;
        activity.SetTag("server.address", connection.Address.Host).SetTag("server.port", connection.Address.Port);
        if (activity.GetTagItem("db.operation.name") is string name && !IsSecret(name))
        {
            var text = new StringBuilder();
            Shape(new BsonReader(message[(MessageHeader.Size + 5)..]), text, isArray: false);
            activity.SetTag("db.query.text", text.Length > MaxTextLength ? text.ToString(0, MaxTextLength) + "…" : text.ToString());
        }
    }

    internal static void Fail(Activity? activity, Exception fault)
    {
        // The server's message can quote values, such as a duplicate key.
        activity?.SetStatus(ActivityStatusCode.Error, fault is MongoCommandException refused ? refused.CodeName : fault.Message)
            .SetTag("error.type", fault.GetType().FullName);
        if (fault is MongoCommandException command)
            activity?.SetTag("db.response.status_code", command.Code);
    }

    private static void Shape(BsonReader reader, StringBuilder text, bool isArray)
    {
        text.Append(isArray ? '[' : '{');
        var first = true;
        while (reader.Read() && text.Length <= MaxTextLength)
        {
            text.Append(first ? "" : ",");
            first = false;
            if (!isArray)
                text.Append('"').Append(reader.GetName()).Append("\":");
            if (reader.Type is BsonType.Document or BsonType.Array)
                Shape(reader.GetNested(), text, reader.Type == BsonType.Array);
            else
                text.Append('?');
        }
        text.Append(isArray ? ']' : '}');
    }
}
