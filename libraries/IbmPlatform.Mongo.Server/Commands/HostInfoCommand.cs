using System.Runtime.InteropServices;
using IbmPlatform.Mongo.Protocol;
using IbmPlatform.Mongo.Server.Connections;

namespace IbmPlatform.Mongo.Server.Commands;

/// <summary><c>hostInfo</c>.</summary>
internal sealed class HostInfoCommand : ICommand
{
    public IReadOnlyList<string> Names => ["hostInfo"];

    public Task<CommandReply> RunAsync(CommandContext context)
    {
        context.Arguments.RejectRest();
        return Task.FromResult<CommandReply>(new BsonDocument
        {
            ["system"] = new BsonDocument
            {
                ["currentTime"] = context.State.Clock.GetUtcNow(),
                ["hostname"] = Environment.MachineName,
                ["cpuAddrSize"] = 64,
                ["numCores"] = Environment.ProcessorCount,
                ["cpuArch"] = RuntimeInformation.OSArchitecture.ToString(),
                ["memSizeMB"] = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 1024 / 1024,
            },
            ["os"] = new BsonDocument { ["type"] = RuntimeInformation.OSDescription, ["name"] = RuntimeInformation.RuntimeIdentifier },
            ["extra"] = new BsonDocument(),
        });
    }
}
