using IbmPlatform.Mongo.Protocol;
using IbmPlatform.Mongo.Server.Connections;

namespace IbmPlatform.Mongo.Server.Commands;

/// <summary>
/// A command's fields. Each one is taken by name; what nobody took is refused by <see cref="RejectRest"/>, so that no field
/// that carries meaning is ever skipped.
/// </summary>
internal sealed class CommandArguments
{
    private readonly CommandRequest request;
    private readonly BsonDocument fields;
    private readonly bool[] taken;

    public CommandArguments(CommandRequest request)
    {
        this.request = request;
        fields = Materialise(request);
        taken = new bool[fields.Count + request.Sequences.Count];
        Take(request.Name);
        CheckGeneric();
    }

    /// <summary>The value of the command's own field, such as the collection's name.</summary>
    public BsonValue CommandValue => fields[0].Value;

    public TimeSpan? MaxTime { get; private set; }

    /// <summary>0 when the client wants no acknowledgement.</summary>
    public bool Acknowledged { get; private set; } = true;

    public BsonValue? Value(string name)
    {
        Take(name);
        return fields.Find(name) is { } value and not BsonUndefined ? value : null;
    }

    public string? Text(string name) => Value(name) switch
    {
        null => null,
        BsonString text => text.Value,
        var other => throw Mismatch(name, other, "string"),
    };

    public bool Flag(string name, bool otherwise = false) => Value(name) switch
    {
        null or BsonNull => otherwise,
        BsonBoolean flag => flag.Value,
        { IsNumber: true } number => number.ToBoolean(),
        var other => throw Mismatch(name, other, "bool"),
    };

    public long? Whole(string name) => Value(name) switch
    {
        null or BsonNull => null,
        { IsNumber: true } number => ToWhole(name, number),
        var other => throw Mismatch(name, other, "long"),
    };

    public BsonDocument? Document(string name) => Value(name) switch
    {
        null or BsonNull => null,
        BsonDocument document => document,
        var other => throw Mismatch(name, other, "object"),
    };

    public BsonArray? Array(string name) => Value(name) switch
    {
        null or BsonNull => null,
        BsonArray array => array,
        var other => throw Mismatch(name, other, "array"),
    };

    /// <summary>A document kept as bytes that outlive the message.</summary>
    public RawBsonDocument? Raw(string name)
    {
        Take(name);
        if (!request.Body.TryFind(name, out var element) || element.Type == BsonType.Null)
            return null;
        if (element.Type != BsonType.Document)
            throw Mismatch(name, element.ToValue(), "object");
        return new RawBsonDocument(element.Value.ToArray());
    }

    /// <summary>The documents of an array field, wherever the client put them: in the body or in a sequence of its own.</summary>
    public IReadOnlyList<RawBsonDocument> Documents(string name)
    {
        Take(name);
        var sequence = request.Sequences.FirstOrDefault(s => s.Identifier == name);
        if (sequence is not null)
            return sequence.Documents;
        if (!request.Body.TryFind(name, out var element))
            throw new CommandException(ServerErrorCodes.MissingField, $"BSON field '{request.Name}.{name}' is missing but a required field");
        if (element.Type != BsonType.Array)
            throw Mismatch(name, element.ToValue(), "array");
        var documents = new List<RawBsonDocument>();
        foreach (var item in element.AsDocument)
            documents.Add(item.Type == BsonType.Document ? item.AsDocument : throw Mismatch(name, item.ToValue(), "object"));
        return documents;
    }

    public T Required<T>(string name, T? value) where T : class =>
        value ?? throw new CommandException(ServerErrorCodes.MissingField, $"BSON field '{request.Name}.{name}' is missing but a required field");

    /// <summary>Takes fields that change nothing here, such as a hint at how to use the disk.</summary>
    public void Accept(params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
            Take(name);
    }

    /// <summary>Refuses fields that MongoDB knows and this server does not, unless they ask for nothing.</summary>
    public void Refuse(params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            Take(name);
            if (fields.Find(name) is { } value && !AsksForNothing(value))
                throw CommandException.NotSupported($"The field '{name}' of {request.Name}");
        }
    }

    /// <summary>A collation other than the binary one would change what matches.</summary>
    public static void CheckCollation(BsonValue? collation)
    {
        if (collation is BsonDocument document && document.Count > 0 && document.Find("locale") is not BsonString { Value: "simple" })
            throw CommandException.NotSupported("A collation other than { locale: \"simple\" }");
    }

    /// <summary>The fields that nobody has taken.</summary>
    public IEnumerable<string> Rest() => Enumerable.Range(0, taken.Length).Where(place => !taken[place]).Select(NameAt);

    /// <summary>The fields as an administrator sees them: without documents that are written, and without what lets somebody log in.</summary>
    public BsonDocument Describe()
    {
        var described = new BsonDocument(fields[0].Name, fields[0].Value);
        if (request.Name is "saslStart" or "saslContinue" or "createUser" or "updateUser" or "hello" or "isMaster" or "ismaster")
            return described;
        foreach (var (name, value) in fields.Skip(1).Where(field => field.Name is not ("documents" or "updates" or "deletes")))
            described.Add(name, value);
        return described;
    }

    public void RejectRest()
    {
        CheckCollation(Value("collation"));
        var unknown = System.Array.IndexOf(taken, false);
        if (unknown >= 0)
            throw new CommandException(ServerErrorCodes.UnknownField, $"BSON field '{request.Name}.{NameAt(unknown)}' is an unknown field.");
    }

    private string NameAt(int place) => place < fields.Count ? fields[place].Name : request.Sequences[place - fields.Count].Identifier;

    private void Take(string name)
    {
        for (var i = 0; i < taken.Length; i++)
            taken[i] |= NameAt(i) == name;
    }

    // The documents of a write stay bytes: only the fields around them are built.
    private static BsonDocument Materialise(CommandRequest request)
    {
        var fields = new BsonDocument();
        foreach (var element in request.Body)
        {
            var name = element.Name;
            var isPayload = element.Type == BsonType.Array && name is "documents" or "updates" or "deletes";
            fields.Add(name, isPayload ? BsonBoolean.True : element.ToValue());
        }

        return fields;
    }

    private void CheckGeneric()
    {
        // A session that only groups commands has no effect on a standalone without transactions.
        Accept("$db", "lsid", "comment", "$readPreference", "$clusterTime", "$audit", "$client", "$configServerState", "apiDeprecationErrors", "apiStrict");
        if (Value("apiVersion") is { } version && version is not BsonString { Value: "1" })
            throw new CommandException(ServerErrorCodes.ApiVersionError, "API version must be \"1\"");
        if (Value("apiVersion") is null && (Value("apiStrict") ?? Value("apiDeprecationErrors")) is not null)
            throw new CommandException(ServerErrorCodes.ApiOptionsAlone, "Provided apiStrict and/or apiDeprecationErrors without passing apiVersion");
        if (Flag("apiStrict") && !StableApi.Has(request.Name))
            throw new CommandException(ServerErrorCodes.ApiStrictError, $"Provided apiStrict:true, but the command {request.Name} is not in API Version 1");
        foreach (var name in (string[])["txnNumber", "autocommit", "startTransaction"])
        {
            if (Value(name) is not null)
                throw new CommandException(MongoErrorCodes.IllegalOperation, "Transaction numbers are only allowed on a replica set member or mongos");
        }

        if (Whole("maxTimeMS") is { } milliseconds)
        {
            if (milliseconds is < 0 or > int.MaxValue)
                throw CommandException.BadValue($"{milliseconds} value for maxTimeMS is out of range [0, {int.MaxValue}]");
            MaxTime = milliseconds == 0 ? null : TimeSpan.FromMilliseconds(milliseconds);
        }

        CheckReadConcern();
        CheckWriteConcern();
    }

    private void CheckReadConcern()
    {
        if (Document("readConcern") is not { } concern)
            return;
        foreach (var (name, value) in concern)
        {
            // One member whose reads see committed and synced data only: the first four levels all hold.
            var honoured = name == "level" && value is BsonString { Value: "local" or "available" or "majority" or "linearizable" } || name == "provenance";
            if (!honoured)
                throw new CommandException(MongoErrorCodes.InvalidOptions, $"readConcern {name}: {value} is not supported by a standalone server");
        }
    }

    private void CheckWriteConcern()
    {
        if (Document("writeConcern") is not { } concern)
            return;
        foreach (var (name, value) in concern)
        {
            switch (name)
            {
                case "w" when value is BsonString { Value: "majority" }:
                    break;
                case "w" when value is BsonString tag:
                    throw new CommandException(MongoErrorCodes.UnknownReplWriteConcern, $"No write concern mode named '{tag.Value}' found");
                case "w" when value.IsNumber && value.ToDouble() is 0 or 1:
                    Acknowledged = value.ToDouble() != 0;
                    break;
                case "w":
                    throw CommandException.BadValue("cannot use 'w' > 1 when a host is not replicated");
                case "j" or "fsync" or "wtimeout" or "provenance":
                    break;
                default:
                    throw new CommandException(ServerErrorCodes.UnknownField, $"BSON field 'writeConcern.{name}' is an unknown field.");
            }
        }
    }

    private static bool AsksForNothing(BsonValue value) => value switch
    {
        BsonNull or BsonUndefined or BsonBoolean { Value: false } => true,
        BsonDocument document => document.Count == 0,
        BsonArray array => array.Count == 0,
        _ => false,
    };

    private long ToWhole(string name, BsonValue number)
    {
        var value = number.ToDouble();
        return value is >= -9223372036854775808.0 and < 9223372036854775808.0
            ? number is BsonInt64 exact ? exact.Value : (long)value
            : throw CommandException.BadValue($"BSON field '{request.Name}.{name}' is out of range: {number}");
    }

    private CommandException Mismatch(string name, BsonValue value, string expected) => CommandException.TypeMismatch(
        $"BSON field '{request.Name}.{name}' is the wrong type '{Query.TypeNames.Of(value.Type)}', expected type '{expected}'");
}
