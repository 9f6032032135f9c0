using System.Collections.Frozen;
using IbmPlatform.Mongo.Protocol;
using IbmPlatform.Mongo.Server.Commands;
using IbmPlatform.Mongo.Server.Users;

namespace IbmPlatform.Mongo.Server.Connections;

/// <summary>Every command that is answered; any other gets CommandNotFound.</summary>
internal static class CommandTable
{
    private static readonly FrozenDictionary<string, ICommand> Commands = new ICommand[]
    {
        new HelloCommand(), new PingCommand(), new BuildInfoCommand(), new GetParameterCommand(), new HostInfoCommand(),
        new ConnectionStatusCommand(), new WhatsMyUriCommand(), new GetLogCommand(), new GetCmdLineOptsCommand(),
        new SaslStartCommand(), new SaslContinueCommand(), new LogoutCommand(),
        new CreateUserCommand(), new UpdateUserCommand(), new DropUserCommand(), new UsersInfoCommand(),
        new ServerStatusCommand(), new EndSessionsCommand(),
        new ListDatabasesCommand(), new ListCollectionsCommand(), new CreateCommand(), new DropCommand(), new DropDatabaseCommand(),
        new CollStatsCommand(), new DbStatsCommand(), new ValidateCommand(), new BackupCommand(),
        new RenameCollectionCommand(), new CollModCommand(), new ReIndexCommand(), new FsyncCommand(), new ProfileCommand(), new SetParameterCommand(),
        new CurrentOpCommand(), new KillOpCommand(), new ConnPoolStatsCommand(), new ListCommandsCommand(), new RolesInfoCommand(), new DropAllUsersCommand(),
        new CreateIndexesCommand(), new ListIndexesCommand(), new DropIndexesCommand(),
        new FindCommand(), new GetMoreCommand(), new KillCursorsCommand(), new CountCommand(), new DistinctCommand(),
        new AggregateCommand(), new ExplainCommand(),
        new InsertCommand(), new UpdateCommand(), new DeleteCommand(), new FindAndModifyCommand(),
    }.SelectMany(command => command.Names.Select(name => (name, command))).ToFrozenDictionary(c => c.name, c => c.command, StringComparer.Ordinal);

    public static IEnumerable<string> Names => Commands.Keys;

    public static async Task<CommandReply> RunAsync(CommandRequest request, ClientSession session, ServerState state)
    {
        try
        {
            BsonValidator.Validate(request.Body.Bytes.Span);
            if (!Commands.TryGetValue(request.Name, out var command))
                throw RefusedCommands.Of(request.Name);
            state.Operations.Count(request.Name);
            if (request.Database.Length == 0)
                throw new CommandException(ServerErrorCodes.MissingField, "OP_MSG requests require a $db argument");
            Namespaces.CheckDatabase(request.Database);
            CommandAccess.Check(request, session, state);
            var context = new CommandContext(request, session, state);
            session.Running = context;
            return await command.RunAsync(context).ConfigureAwait(false);
        }
        catch (Exception fault)
        {
            if (ErrorReply.From(fault) is { } refused)
                return ErrorReply.Of(refused);
            state.Options.OnInternalError?.Invoke(fault);
            return ErrorReply.Of(MongoErrorCodes.InternalError, "internal error of the server; its log holds the details");
        }
        finally
        {
            session.Running = null;
        }
    }
}
