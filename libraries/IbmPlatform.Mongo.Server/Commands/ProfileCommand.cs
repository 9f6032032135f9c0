using IbmPlatform.Mongo.Protocol;
using IbmPlatform.Mongo.Server.Connections;

namespace IbmPlatform.Mongo.Server.Commands;

/// <summary><c>profile</c>: there is no profiler, so that its level is 0 and cannot be raised.</summary>
internal sealed class ProfileCommand : ICommand
{
    public IReadOnlyList<string> Names => ["profile"];

    public Task<CommandReply> RunAsync(CommandContext context)
    {
        if (!context.Arguments.CommandValue.IsNumber)
            throw CommandException.TypeMismatch("BSON field 'profile.profile' is the wrong type, expected type 'int'");
        context.Arguments.Refuse("filter");
        // They say what a profiler would note.
        context.Arguments.Accept("slowms", "sampleRate");
        context.Arguments.RejectRest();
        if (context.Arguments.CommandValue.ToDouble() > 0)
            throw CommandException.NotSupported("The profiler (level 1 and 2)");
        return Task.FromResult<CommandReply>(new BsonDocument { ["was"] = 0, ["slowms"] = 100, ["sampleRate"] = 1.0 });
    }
}
