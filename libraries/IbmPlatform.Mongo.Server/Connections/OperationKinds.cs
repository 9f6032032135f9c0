using IbmPlatform.Mongo.Protocol;

namespace IbmPlatform.Mongo.Server.Connections;

/// <summary>How many commands of each kind have come, as serverStatus counts them in <c>opcounters</c>.</summary>
internal sealed class OperationKinds
{
    private static readonly string[] Kinds = ["insert", "query", "update", "delete", "getmore", "command"];

    private readonly long[] counts = new long[Kinds.Length];

    private int lastId;

    /// <summary>The number of a command that begins.</summary>
    public int NextId() => Interlocked.Increment(ref lastId);

    public static string NameOf(string command) => Kinds[IndexOf(command)];

    public void Count(string command) => Interlocked.Increment(ref counts[IndexOf(command)]);

    public BsonDocument ToBson() => new(Kinds.Select((kind, i) => new BsonElement(kind, new BsonInt64(Volatile.Read(ref counts[i])))));

    private static int IndexOf(string command) => command switch
    {
        "insert" => 0,
        "find" => 1,
        "update" => 2,
        "delete" => 3,
        "getMore" => 4,
        _ => 5,
    };
}
