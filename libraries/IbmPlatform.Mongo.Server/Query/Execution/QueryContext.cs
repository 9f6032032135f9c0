using IbmPlatform.Mongo.Protocol;
using IbmPlatform.Mongo.Server.Storage;

namespace IbmPlatform.Mongo.Server.Query.Execution;

/// <summary>What a running command reads with, and how long it may.</summary>
internal sealed class QueryContext(SqliteConnection? connection, Deadline deadline, Catalogue? catalogue = null)
{
    /// <summary>Absent where all documents are at hand already, such as a list of collections.</summary>
    public SqliteConnection Connection => connection ?? throw new InvalidOperationException("Nothing is read from a file here.");

    /// <summary>The collections that can be read; absent where nothing is read from a file.</summary>
    public Catalogue? Catalogue => Session?.Catalogue ?? catalogue;

    /// <summary>The transaction that is read in; null where that is a writer's own.</summary>
    public ReadSession? Session { get; init; }

    /// <summary>Puts down whatever has a statement open in the session, so that the transaction can end.</summary>
    public Action? PutDown { get; set; }

    /// <summary>Called before each row: lets go of the log where the writer waits for that, and goes on as of the last commit.</summary>
    public void LetGo()
    {
        if (Session is not { IsAwaited: true } session || PutDown is null)
            return;
        PutDown();
        session.Renew();
    }

    public long KeysExamined { get; set; }

    public long DocumentsExamined { get; set; }

    /// <summary>What runs on this thread is this command's until the result is disposed of.</summary>
    public Work.Entered Enter() => Work.Enter(deadline);

    /// <exception cref="CommandException">The command's time is over.</exception>
    public void CheckTime() => deadline.Check();

    /// <summary>Called once for each row examined.</summary>
    /// <exception cref="CommandException">The command's time is over.</exception>
    public void CountDocument()
    {
        DocumentsExamined++;
        deadline.Check();
    }
}
