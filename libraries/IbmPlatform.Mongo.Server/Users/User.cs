using IbmPlatform.Mongo.Protocol;

namespace IbmPlatform.Mongo.Server.Users;

/// <summary>A user as stored in <c>admin.system.users</c>, in the shape that MongoDB gives it.</summary>
internal sealed record User(string Name, string Database, Guid UserId)
{
    /// <summary>Its key: the database that it belongs to, and its name.</summary>
    public string Id => IdOf(Database, Name);

    public IReadOnlyDictionary<string, ScramCredential> Credentials { get; init; } = new Dictionary<string, ScramCredential>();

    public IReadOnlyList<UserRole> Roles { get; init; } = [];

    public BsonDocument? CustomData { get; init; }

    public static string IdOf(string database, string name) => $"{database}.{name}";

    public static User From(BsonDocument stored) =>
        new(stored["user"].AsString, stored["db"].AsString, ((BsonBinary)stored["userId"]).ToGuid())
        {
            Credentials = stored["credentials"].AsDocument.ToDictionary(c => c.Name, c => ScramCredential.From(c.Value.AsDocument), StringComparer.Ordinal),
            Roles = [.. stored["roles"].AsArray.Select(r => new UserRole(r.AsDocument["role"].AsString, r.AsDocument["db"].AsString))],
            CustomData = stored.Find("customData") as BsonDocument,
        };

    public BsonDocument ToDocument()
    {
        var credentials = new BsonDocument();
        foreach (var (mechanism, credential) in Credentials.OrderBy(c => c.Key, StringComparer.Ordinal))
            credentials.Add(mechanism, credential.ToDocument());
        return Described(new BsonDocument("credentials", credentials));
    }

    /// <summary>What usersInfo tells: everything but the credentials.</summary>
    public BsonDocument ToInfo() => Described(new BsonDocument("mechanisms", new BsonArray(Credentials.Keys.Order(StringComparer.Ordinal).Select(m => (BsonValue)m))));

    public BsonArray RolesAsBson() => new(Roles.Select(r => (BsonValue)new BsonDocument { ["role"] = r.Name, ["db"] = r.Database }));

    private BsonDocument Described(BsonDocument rest)
    {
        var described = new BsonDocument { ["_id"] = Id, ["userId"] = UserId, ["user"] = Name, ["db"] = Database };
        foreach (var (name, value) in rest)
            described.Add(name, value);
        if (CustomData is not null)
            described.Add("customData", CustomData);
        return described.Add("roles", RolesAsBson());
    }
}
