using IbmPlatform.Mongo.Protocol;
using IbmPlatform.Mongo.Server.Connections;

namespace IbmPlatform.Mongo.Server.Commands;

/// <summary><c>buildInfo</c>: the version whose wire protocol is spoken, and plainly that this is another server.</summary>
internal sealed class BuildInfoCommand : ICommand
{
    /// <summary>Wire version 21 belongs to MongoDB 7.0.</summary>
    public const string Version = "7.0.0";

    public IReadOnlyList<string> Names => ["buildInfo", "buildinfo"];

    public Task<CommandReply> RunAsync(CommandContext context)
    {
        context.Arguments.RejectRest();
        return Task.FromResult<CommandReply>(new BsonDocument
        {
            ["version"] = Version,
            ["gitVersion"] = "IbmPlatform.Mongo.Server",
            ["versionArray"] = new BsonArray { 7, 0, 0, 0 },
            ["modules"] = new BsonArray(),
            ["bits"] = 64,
            ["debug"] = false,
            ["maxBsonObjectSize"] = BsonLimits.MaxDocumentSize,
            ["storageEngines"] = new BsonArray { "sqlite" },
        });
    }
}
