using IbmPlatform.Mongo.Client.Topology;
using IbmPlatform.Mongo.Protocol;

namespace IbmPlatform.Mongo.Client.Connections;

/// <summary>What a server says of itself.</summary>
internal sealed record HelloReply
{
    private static readonly string[] MemberLists = ["hosts", "passives", "arbiters"];

    public required BsonDocument Document { get; init; }

    public bool IsOk => Flag("ok");

    public bool IsWritablePrimary => Document.Contains("isWritablePrimary") ? Flag("isWritablePrimary") : Flag("ismaster");

    /// <summary>Whether it knows the command under its new name.</summary>
    public bool UnderstandsHello => Flag("helloOk");

    public bool IsSecondary => Flag("secondary");

    public bool IsArbiter => Flag("arbiterOnly");

    public bool IsHidden => Flag("hidden");

    /// <summary>A member that has no part in any set's configuration, or has not read it yet.</summary>
    public bool IsGhost => Flag("isreplicaset");

    public bool IsRouter => Document.Find("msg") is BsonString { Value: "isdbgrid" };

    public string? SetName => (Document.Find("setName") as BsonString)?.Value;

    public long? SetVersion => Document.Find("setVersion") is { IsNumber: true } v ? v.ToInt64() : null;

    public ObjectId? ElectionId => (Document.Find("electionId") as BsonObjectId)?.Value;

    /// <summary>Which server a load balancer chose.</summary>
    public ObjectId? ServiceId => (Document.Find("serviceId") as BsonObjectId)?.Value;

    public IEnumerable<string> Compressors => Document.Find("compression") is BsonArray names ? names.OfType<BsonString>().Select(n => n.Value) : [];

    /// <summary>The address that the set's configuration has for this member.</summary>
    public ServerAddress? Me => Document.Find("me") is BsonString me ? ServerAddress.Parse(me.Value) : null;

    public BsonDocument? Tags => Document.Find("tags") as BsonDocument;

    /// <summary>When the newest write that this member has was made on the primary.</summary>
    public DateTimeOffset? LastWrite => (Document.Find("lastWrite") as BsonDocument)?.Find("lastWriteDate") is BsonDateTime date ? date.ToDateTimeOffset() : null;

    public TopologyVersion? TopologyVersion => Client.Topology.TopologyVersion.Of(Document);

    public int? SessionTimeoutMinutes => Document.Find("logicalSessionTimeoutMinutes") is { IsNumber: true } v ? v.ToInt32() : null;

    /// <summary>The address of the primary as this member sees it.</summary>
    public ServerAddress? Primary => Document.Find("primary") is BsonString p ? ServerAddress.Parse(p.Value) : null;

    public IEnumerable<ServerAddress> Members => MemberLists
        .SelectMany(name => Document.Find(name) is BsonArray hosts ? hosts : [])
        .Select(host => ServerAddress.Parse(host.AsString));

    public int MaxWireVersion => Document.Find("maxWireVersion") is { IsNumber: true } v ? v.ToInt32() : 0;

    public int MinWireVersion => Document.Find("minWireVersion") is { IsNumber: true } v ? v.ToInt32() : 0;

    /// <summary>Transaction numbers need sessions, and a replica set to keep them, be it behind a mongos.</summary>
    public bool SupportsRetryableWrites => IsReplicated && SessionTimeoutMinutes is not null;

    /// <summary>Whether several members keep the data, so that a majority means something.</summary>
    public bool IsReplicated => SetName is not null || IsRouter;

    public IEnumerable<string> SaslMechanisms =>
        Document.Find("saslSupportedMechs") is BsonArray names ? names.OfType<BsonString>().Select(n => n.Value) : [];

    public ServerLimits Limits => new(
        Number("maxBsonObjectSize", ServerLimits.Default.MaxDocumentSize),
        Number("maxMessageSizeBytes", ServerLimits.Default.MaxMessageSize),
        Number("maxWriteBatchSize", ServerLimits.Default.MaxWriteBatchSize));

    private bool Flag(string name) => Document.Find(name)?.ToBoolean() == true;

    private int Number(string name, int otherwise) => Document.Find(name) is { IsNumber: true } number ? number.ToInt32() : otherwise;
}
