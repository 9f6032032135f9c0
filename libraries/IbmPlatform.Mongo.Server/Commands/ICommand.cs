using IbmPlatform.Mongo.Server.Connections;

namespace IbmPlatform.Mongo.Server.Commands;

/// <summary>One command of the wire protocol.</summary>
internal interface ICommand
{
    /// <summary>Its names; the first is the current one.</summary>
    IReadOnlyList<string> Names { get; }

    Task<CommandReply> RunAsync(CommandContext context);
}
