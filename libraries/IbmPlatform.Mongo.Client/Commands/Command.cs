using IbmPlatform.Mongo.Client.Connections;
using IbmPlatform.Mongo.Protocol;

namespace IbmPlatform.Mongo.Client.Commands;

/// <summary>One command. It writes itself straight into the connection's buffer; the executor adds what every command carries.</summary>
internal abstract class Command(string database, string name, string? collection, CommandKind kind)
{
    public string Database { get; } = database;

    public string Name { get; } = name;

    public string? Collection { get; } = collection;

    public CommandKind Kind { get; } = kind;

    /// <summary>Which server answers; whatever is not a read of documents goes to the primary.</summary>
    public ReadPreference Preference { get; init; } = ReadPreference.Primary;

    /// <summary>The caller's session, or the one that a cursor keeps; null takes one of the pool.</summary>
    public ClientSession? Session { get; set; }

    /// <summary>How long all of it may take, instead of the connection string's timeoutMS.</summary>
    public TimeSpan? Timeout { get; set; }

    /// <summary>Instead of the connection string's write concern; an empty one leaves it to the server.</summary>
    public BsonDocument? WriteConcern { get; set; }

    /// <summary>Instead of the connection string's level; an empty one leaves it to the server.</summary>
    public string? ReadConcernLevel { get; set; }

    /// <summary>What is left to a cursor, of which this command is but a part; null gives the command a deadline of its own.</summary>
    public Deadline? Deadline { get; set; }

    /// <summary>How long the server may work on it, by the caller's word.</summary>
    public TimeSpan? MaxTime { get; protected init; }

    /// <summary>What timeoutMS limits of its cursor, by the caller's word.</summary>
    public CursorTimeout? TimeoutMode { get; protected init; }

    /// <summary>Each round trip of its cursor has a timeoutMS of its own, of which the server is told nothing.</summary>
    public bool IsTimedByIteration => TimeoutMode == CursorTimeout.Iteration;

    /// <summary>Whether a cursor is read to its end and released by whoever sent the command.</summary>
    public bool OpensCursor { get; set; }

    public bool IsWrite => Kind is CommandKind.Write or CommandKind.RetryableWrite;

    /// <summary>False for commands that would be refused with a write concern.</summary>
    public virtual bool TakesWriteConcern => IsWrite;

    /// <summary>True for reads of documents.</summary>
    public virtual bool TakesReadConcern => false;

    /// <summary>False for what brings or ends a session of its own.</summary>
    public virtual bool TakesSession => true;

    /// <summary>False where the server has a limit of time already, or takes none.</summary>
    public virtual bool TakesMaxTime => true;

    /// <summary>The same command to open a cursor by: each enumeration of a result has a cursor, a session and a deadline of its own.</summary>
    public Command ForCursor(ClientSession? session, Deadline? deadline)
    {
        var own = (Command)MemberwiseClone();
        (own.Session, own.Deadline, own.OpensCursor) = (session, deadline, true);
        return own;
    }

    /// <summary>Writes the fields, the one of the command's name first.</summary>
    public abstract void WriteFields(BsonWriter writer);

    /// <summary>Writes the document sequences that follow the body.</summary>
    public virtual void WriteSequences(BsonWriter writer, ServerLimits limits) { }
}
