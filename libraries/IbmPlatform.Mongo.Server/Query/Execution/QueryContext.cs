using IbmPlatform.Mongo.Protocol;
using IbmPlatform.Mongo.Server.Storage;

namespace IbmPlatform.Mongo.Server.Query.Execution;

/// <summary>What a running command reads with, and how long it may.</summary>
internal sealed class QueryContext(SqliteConnection connection, Deadline deadline)
{
    public SqliteConnection Connection { get; } = connection;

    public long KeysExamined { get; set; }

    public long DocumentsExamined { get; set; }

    /// <summary>Called once for each row examined.</summary>
    /// <exception cref="CommandException">The command's time is over.</exception>
    public void CountDocument()
    {
        DocumentsExamined++;
        deadline.Check();
    }
}
