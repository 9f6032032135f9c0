using IbmPlatform.Mongo.Protocol;

namespace IbmPlatform.Mongo.Client.Commands;

/// <summary>Tells the server which sessions nobody will use again.</summary>
internal sealed class EndSessionsCommand(IEnumerable<Guid> sessions) : Command("admin", "endSessions", null, CommandKind.ReadOnce)
{
    public override bool TakesSession => false;

    public override bool TakesMaxTime => false;

    public override void WriteFields(BsonWriter writer)
    {
        writer.StartArray("endSessions");
        Span<byte> bytes = stackalloc byte[16];
        foreach (var session in sessions)
        {
            writer.StartDocument("");
            session.TryWriteBytes(bytes, bigEndian: true, out _);
            writer.WriteBinary("id", bytes, BsonBinary.Uuid);
            writer.End();
        }
        writer.End();
    }
}
