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

    public bool IsWrite => Kind is CommandKind.Write or CommandKind.RetryableWrite;

    /// <summary>False for commands that would be refused with a write concern.</summary>
    public virtual bool TakesWriteConcern => IsWrite;

    /// <summary>True for reads of documents.</summary>
    public virtual bool TakesReadConcern => false;

    /// <summary>Writes the fields, the one of the command's name first.</summary>
    public abstract void WriteFields(BsonWriter writer);

    /// <summary>Writes the document sequences that follow the body.</summary>
    public virtual void WriteSequences(BsonWriter writer, ServerLimits limits) { }
}
