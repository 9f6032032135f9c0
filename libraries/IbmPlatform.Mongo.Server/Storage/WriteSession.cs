using IbmPlatform.Mongo.Server.Indexes;

namespace IbmPlatform.Mongo.Server.Storage;

/// <summary>
/// The writer's transaction: the requests of one commit.
/// </summary>
internal sealed class WriteSession : IDisposable
{
    private readonly WriterState state;
    private readonly Catalogue before;
    private readonly LogKeeper log;
    private readonly Action<Catalogue> publish;
    private int changes;
    private bool open;

    public WriteSession(WriterState state, Catalogue catalogue, LogKeeper log, Action<Catalogue> publish)
    {
        this.log = log;
        this.state = state;
        Catalogue = before = catalogue;
        this.publish = publish;
        state.Raised.Clear();
    }

    public SqliteConnection Connection => state.Connection;

    /// <summary>The collections as this transaction sees them.</summary>
    public Catalogue Catalogue { get; private set; }

    /// <summary>Runs a request as part of the transaction.</summary>
    /// <returns>False when it failed with changes made: then the transaction has to be undone, and each request run in a savepoint.</returns>
    public bool TryRun(WriteRequest request)
    {
        Begin();
        var changesBefore = changes;
        try
        {
            request.Run(this);
            return true;
        }
        catch (Exception fault) when (fault is not StorageException && changes == changesBefore)
        {
            request.KeepFault(fault);
            return true;
        }
        catch (Exception)
        {
            // Told by the second run, which undoes this request alone.
            return false;
        }
    }

    /// <summary>Runs a request so that its fault undoes no other.</summary>
    public void RunInSavepoint(WriteRequest request)
    {
        Begin();
        var (catalogueBefore, raisedBefore) = (Catalogue, state.CopyRaised());
        Connection.Execute("SAVEPOINT request");
        try
        {
            request.Run(this);
            Connection.Execute("RELEASE request");
        }
        catch (Exception fault) when (!Connection.IsAutocommit)
        {
            request.KeepFault(fault);
            Connection.Execute("ROLLBACK TO request");
            Connection.Execute("RELEASE request");
            Catalogue = catalogueBefore;
            state.RestoreRaised(raisedBefore);
        }
    }

    /// <summary>Makes the transaction durable; nothing to do where no request was run.</summary>
    public void Commit()
    {
        if (!open)
            return;
        Connection.Execute("COMMIT");
        open = false;
        foreach (var (index, saved) in state.Raised)
            index.PersistedMultikey = saved;
        if (!ReferenceEquals(Catalogue, before))
            publish(Catalogue);
        log.AfterCommit(Connection);
    }

    /// <summary>Undoes the transaction unless it was committed.</summary>
    public void Dispose()
    {
        if (!open || Connection.IsAutocommit)
            return;
        Connection.Execute("ROLLBACK");
    }

    public CollectionInfo CreateCollection(string name)
    {
        changes++;
        var created = CatalogueTables.CreateCollection(Connection, state.NextCollection(), name);
        Catalogue = Catalogue.With(created);
        return created;
    }

    public void DropCollection(CollectionInfo collection)
    {
        changes++;
        CatalogueTables.DropCollection(Connection, collection);
        Catalogue = Catalogue.Without(collection.Name);
    }

    public CollectionInfo DropIndex(CollectionInfo collection, IndexInfo index)
    {
        changes++;
        CatalogueTables.DropIndex(Connection, index);
        var rest = collection with { Indexes = [.. collection.Indexes.Where(i => i.Id != index.Id)] };
        Catalogue = Catalogue.With(rest);
        return rest;
    }

    /// <summary>The collection keeps its documents, its indexes and its id.</summary>
    public void RenameCollection(CollectionInfo collection, string name)
    {
        changes++;
        CatalogueTables.Rename(Connection, collection, name);
        Catalogue = Catalogue.Without(collection.Name).With(collection with { Name = name });
    }

    public void ChangeExpiry(CollectionInfo collection, IndexInfo index, int seconds)
    {
        changes++;
        var changed = index with { ExpireAfterSeconds = seconds };
        CatalogueTables.SaveOptions(Connection, changed);
        Catalogue = Catalogue.With(collection with { Indexes = [.. collection.Indexes.Select(i => i.Id == index.Id ? changed : i)] });
    }

    /// <summary>Creates the index and fills it from the documents that are there.</summary>
    /// <exception cref="DuplicateKeyException">Two documents share a key of a unique index.</exception>
    /// <param name="checkTime">Called for each document: throws when the command's time is over.</param>
    public CollectionInfo CreateIndex(CollectionInfo collection, IndexInfo index, Action? checkTime = null)
    {
        changes++;
        var created = CatalogueTables.CreateIndex(Connection, state.NextIndex(), collection, index);
        var writer = new IndexWriter(state, collection, created);
        using (var rows = Connection.Prepare($"SELECT id, doc, sum FROM {collection.Table} ORDER BY id"))
        {
            while (rows.Step())
            {
                checkTime?.Invoke();
                var row = rows.Long(0);
                var document = rows.Blob(1).ToArray();
                DocumentChecksum.Verify(collection, row, document, rows.Long(2));
                var keys = writer.KeysOf(document);
                writer.CheckUnique(keys, row, document);
                writer.Insert(keys, row);
            }
        }

        var extended = collection with { Indexes = [.. collection.Indexes, created] };
        Catalogue = Catalogue.With(extended);
        return extended;
    }

    /// <summary>Inserts a document that holds an <c>_id</c>.</summary>
    /// <exception cref="DuplicateKeyException">Its <c>_id</c> or a unique key is taken.</exception>
    public long Insert(CollectionInfo collection, ReadOnlyMemory<byte> document)
    {
        var row = state.WriterOf(collection).Insert(document);
        changes++;
        return row;
    }

    /// <summary>Replaces a document by one with the same <c>_id</c>.</summary>
    /// <exception cref="DuplicateKeyException">A unique key is taken by another document.</exception>
    public void Replace(CollectionInfo collection, StoredDocument old, ReadOnlyMemory<byte> document)
    {
        state.WriterOf(collection).Replace(old, document);
        changes++;
    }

    public void Delete(CollectionInfo collection, StoredDocument old)
    {
        changes++;
        state.WriterOf(collection).Delete(old);
    }

    private void Begin()
    {
        if (open)
            return;
        Connection.Execute("BEGIN IMMEDIATE");
        open = true;
    }
}
