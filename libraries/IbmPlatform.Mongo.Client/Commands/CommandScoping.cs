namespace IbmPlatform.Mongo.Client.Commands;

/// <summary>Puts a command under what holds where it was asked for.</summary>
internal static class CommandScoping
{
    public static T In<T>(this T command, OperationScope scope)
        where T : Command
    {
        command.Session = scope.Session;
        command.Timeout = scope.Timeout;
        command.WriteConcern = scope.WriteConcern;
        command.ReadConcernLevel = scope.ReadConcernLevel;
        return command;
    }
}
