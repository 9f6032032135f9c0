using IbmPlatform.Mongo.Client.Connections;

namespace IbmPlatform.Mongo.Client.Commands;

/// <summary>Sends commands to the right server.</summary>
internal sealed class CommandExecutor
{
    public TimeProvider Clock => throw new NotSupportedException();

    public ValueTask<CommandReply> ExecuteAsync(Command command, CancellationToken cancellationToken, ServerAddress? pinned = null) =>
        throw new NotSupportedException("The executor is not connected.");
}
