using System.Collections.Frozen;
using IbmPlatform.Mongo.Protocol;
using IbmPlatform.Mongo.Server.Query;
using IbmPlatform.Mongo.Server.Query.Execution;
using IbmPlatform.Mongo.Server.Query.Planning;
using IbmPlatform.Mongo.Server.Storage;

namespace IbmPlatform.Mongo.Server.Users;

/// <summary>The users: documents of <c>admin.system.users</c>, kept at hand because every command asks for one.</summary>
internal sealed class UserStore(DataDirectory data, TimeProvider clock)
{
    public const string Database = "admin";

    /// <summary>No command reads or writes it directly: it holds what logs users in.</summary>
    public const string Collection = "system.users";

    private readonly Lock reloading = new();
    private volatile FrozenDictionary<string, User> users = FrozenDictionary<string, User>.Empty;

    public bool IsEmpty => users.Count == 0;

    public IEnumerable<User> All => users.Values.OrderBy(u => u.Id, StringComparer.Ordinal);

    public User? Find(string id) => users.GetValueOrDefault(id);

    /// <summary>Reads all users as last committed.</summary>
    public void Load()
    {
        lock (reloading)
        {
            var database = data.Find(Database);
            if (database?.Catalogue.Find(Collection) is not { } collection)
            {
                users = FrozenDictionary<string, User>.Empty;
                return;
            }

            using var session = database.BeginRead();
            users = Read(session.Connection, collection, QuerySpec.All).Select(found => User.From(new RawBsonDocument(found.Bson).ToDocument()))
                .ToFrozenDictionary(u => u.Id, StringComparer.Ordinal);
        }
    }

    /// <summary>Adds a user.</summary>
    /// <param name="onlyAsFirst">True for a client that may do this only while there is no user at all.</param>
    /// <exception cref="CommandException">There is one of that name.</exception>
    public Task AddAsync(User user, bool onlyAsFirst, CancellationToken cancellationToken) => ChangeAsync(
        (session, collection) =>
        {
            if (onlyAsFirst && Read(session.Connection, collection, QuerySpec.All).Count > 0)
                throw new CommandException(MongoErrorCodes.Unauthorized, "There is a user already: authenticate first.");
            try
            {
                session.Insert(collection, user.ToDocument().ToBytes());
            }
            catch (DuplicateKeyException)
            {
                throw new CommandException(MongoErrorCodes.UserAlreadyExists, $"User \"{user.Name}@{user.Database}\" already exists");
            }
        },
        cancellationToken);

    /// <summary>Changes the user as it is stored when the change is made.</summary>
    public Task UpdateAsync(string database, string name, Func<User, User> change, CancellationToken cancellationToken) => ChangeAsync(
        (session, collection) =>
        {
            var stored = Stored(session, collection, database, name);
            var old = User.From(new RawBsonDocument(stored.Bson).ToDocument());
            session.Replace(collection, stored, change(old).ToDocument().ToBytes());
        },
        cancellationToken);

    public Task DropAsync(string database, string name, CancellationToken cancellationToken) => ChangeAsync(
        (session, collection) => session.Delete(collection, Stored(session, collection, database, name)), cancellationToken);

    /// <summary>Drops every user of a database and gives how many there were.</summary>
    public async Task<int> DropAllAsync(string database, CancellationToken cancellationToken)
    {
        var dropped = 0;
        await ChangeAsync(
            (session, collection) =>
            {
                var filter = FilterParser.Parse(new RawBsonDocument(new BsonDocument("db", database).ToBytes()));
                var found = Read(session.Connection, collection, QuerySpec.All with { Filter = filter });
                found.ForEach(user => session.Delete(collection, user));
                dropped = found.Count;
            },
            cancellationToken).ConfigureAwait(false);
        return dropped;
    }

    private async Task ChangeAsync(Action<WriteSession, CollectionInfo> change, CancellationToken cancellationToken)
    {
        await data.WriteAsync(
            Database,
            session =>
            {
                change(session, session.Catalogue.Find(Collection) ?? session.CreateCollection(Collection));
                return true;
            },
            cancellationToken).ConfigureAwait(false);
        Load();
    }

    private StoredDocument Stored(WriteSession session, CollectionInfo collection, string database, string name)
    {
        var filter = FilterParser.Parse(new RawBsonDocument(new BsonDocument("_id", User.IdOf(database, name)).ToBytes()));
        return Read(session.Connection, collection, QuerySpec.All with { Filter = filter }) is [var found]
            ? found
            : throw new CommandException(MongoErrorCodes.UserNotFound, $"User '{name}@{database}' not found");
    }

    private List<StoredDocument> Read(SqliteConnection connection, CollectionInfo collection, QuerySpec query)
    {
        var found = new List<StoredDocument>();
        var source = Planner.Plan(collection, query);
        try
        {
            var context = new QueryContext(connection, new Deadline(clock, null, CancellationToken.None));
            while (source.TryNext(context, out var document))
                found.Add(document);
        }
        finally
        {
            source.Suspend();
        }

        return found;
    }
}
