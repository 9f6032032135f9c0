using System.Text;
using IbmPlatform.Mongo.Protocol;

namespace IbmPlatform.Mongo.Server.Commands;

/// <summary>The SASL messages inside commands and replies: text as binary data.</summary>
internal static class SaslPayload
{
    public static string Read(BsonValue payload) => payload switch
    {
        BsonBinary binary => Encoding.UTF8.GetString(binary.Bytes.Span),
        BsonString text => text.Value,
        _ => throw CommandException.TypeMismatch("payload must be binary data"),
    };

    public static BsonDocument Reply(int conversation, string payload, bool done) => new()
    {
        ["conversationId"] = conversation,
        ["done"] = done,
        ["payload"] = Encoding.UTF8.GetBytes(payload),
    };
}
