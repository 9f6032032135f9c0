using IbmPlatform.Mongo.Protocol;

namespace IbmPlatform.Mongo.Client.Connections;

/// <summary>What a server says of itself.</summary>
internal sealed record HelloReply
{
    private static readonly string[] MemberLists = ["hosts", "passives"];

    public required BsonDocument Document { get; init; }

    public bool IsWritablePrimary => Flag("isWritablePrimary") || Flag("ismaster");

    /// <summary>Whether it knows the command under its new name.</summary>
    public bool UnderstandsHello => Flag("helloOk");

    public bool IsSecondary => Flag("secondary");

    public bool IsRouter => Document.Find("msg") is BsonString { Value: "isdbgrid" };

    public string? SetName => (Document.Find("setName") as BsonString)?.Value;

    public long? SetVersion => Document.Find("setVersion") is { IsNumber: true } v ? v.ToInt64() : null;

    public ObjectId? ElectionId => (Document.Find("electionId") as BsonObjectId)?.Value;

    /// <summary>The address of the primary as this member sees it.</summary>
    public ServerAddress? Primary => Document.Find("primary") is BsonString p ? ServerAddress.Parse(p.Value) : null;

    public IEnumerable<ServerAddress> Members => MemberLists
        .SelectMany(name => Document.Find(name) is BsonArray hosts ? hosts : [])
        .Select(host => ServerAddress.Parse(host.AsString));

    public int MaxWireVersion => Document.Find("maxWireVersion") is { IsNumber: true } v ? v.ToInt32() : 0;

    public int MinWireVersion => Document.Find("minWireVersion") is { IsNumber: true } v ? v.ToInt32() : 0;

    /// <summary>Transaction numbers need sessions, and a member of a replica set to keep them.</summary>
    public bool SupportsRetryableWrites => SetName is not null && Document.Find("logicalSessionTimeoutMinutes") is { IsNumber: true };

    public IEnumerable<string> SaslMechanisms =>
        Document.Find("saslSupportedMechs") is BsonArray names ? names.OfType<BsonString>().Select(n => n.Value) : [];

    public ServerLimits Limits => new(
        Number("maxBsonObjectSize", ServerLimits.Default.MaxDocumentSize),
        Number("maxMessageSizeBytes", ServerLimits.Default.MaxMessageSize),
        Number("maxWriteBatchSize", ServerLimits.Default.MaxWriteBatchSize));

    private bool Flag(string name) => Document.Find(name)?.ToBoolean() == true;

    private int Number(string name, int otherwise) => Document.Find(name) is { IsNumber: true } number ? number.ToInt32() : otherwise;
}
