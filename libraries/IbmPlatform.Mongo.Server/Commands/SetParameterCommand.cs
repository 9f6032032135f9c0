using IbmPlatform.Mongo.Protocol;
using IbmPlatform.Mongo.Server.Connections;

namespace IbmPlatform.Mongo.Server.Commands;

/// <summary><c>setParameter</c>: no parameter can be changed while the server runs; its command line sets those that there are.</summary>
internal sealed class SetParameterCommand : ICommand
{
    public IReadOnlyList<string> Names => ["setParameter"];

    public Task<CommandReply> RunAsync(CommandContext context)
    {
        Administration.RequireAdmin(context);
        var name = context.Arguments.Rest().FirstOrDefault();
        throw new CommandException(MongoErrorCodes.InvalidOptions, name is null
            ? "no option found to set, use help:true to see options"
            : $"the parameter '{name}' cannot be set while the server runs; see the command line in its README for what can be set at its start");
    }
}
