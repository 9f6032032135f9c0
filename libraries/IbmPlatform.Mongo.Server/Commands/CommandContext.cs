using IbmPlatform.Mongo.Protocol;
using IbmPlatform.Mongo.Server.Connections;
using IbmPlatform.Mongo.Server.Query.Execution;
using IbmPlatform.Mongo.Server.Storage;
using IbmPlatform.Mongo.Server.Users;

namespace IbmPlatform.Mongo.Server.Commands;

/// <summary>What a command runs with.</summary>
internal sealed class CommandContext
{
    /// <param name="outer">The deadline of the command that this one is a part of; null for one of its own.</param>
    public CommandContext(CommandRequest request, ClientSession session, ServerState state, Deadline? outer = null)
    {
        Request = request;
        Session = session;
        State = state;
        Arguments = new CommandArguments(request);
        OperationId = state.Operations.NextId();
        Deadline = new Deadline(state.Clock, Arguments.MaxTime, state.Stopping)
        {
            Outer = outer,
            // What writes is done to its end: a client may send it and leave without waiting for the answer.
            IsAbandoned = session.HasPeer && (CommandAccess.Of(request.Name) == Access.Read || request.Name == "getMore") ? session.HasLeft : null,
        };
    }

    public CommandRequest Request { get; }

    public ClientSession Session { get; }

    public ServerState State { get; }

    /// <summary>The id of the user that runs it; null where nobody is authenticated.</summary>
    public string? UserId => Session.User(State.Users)?.Id;

    public CommandArguments Arguments { get; }

    public Deadline Deadline { get; }

    /// <summary>What killOp names it by.</summary>
    public int OperationId { get; }

    /// <summary>The namespace that it is about, as far as its first field tells.</summary>
    public string Target => Arguments.CommandValue is BsonString name ? Namespace(name.Value) : Request.Database;

    public CancellationToken Stopping => State.Stopping;

    /// <summary>The database named, or null while it holds nothing.</summary>
    public Database? Database => State.Data.Find(Request.Database);

    /// <summary>The collection that the command's first field names.</summary>
    public string CollectionName()
    {
        var name = Arguments.CommandValue is BsonString text
            ? text.Value
            : throw new CommandException(MongoErrorCodes.InvalidNamespace, $"collection name has invalid type {TypeName(Arguments.CommandValue)}");
        return Namespaces.CheckCollection(Request.Database, name);
    }

    public string Namespace(string collection) => $"{Request.Database}.{collection}";

    private static string TypeName(BsonValue value) => Query.TypeNames.Of(value.Type);
}
