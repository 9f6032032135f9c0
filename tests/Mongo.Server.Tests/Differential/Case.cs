using IbmPlatform.Mongo.Protocol;

namespace IbmPlatform.Mongo.Server.Tests.Differential;

/// <summary>One question to both: its parts stand under the names that mingo's side reads.</summary>
internal sealed record Case(CaseKind Kind, BsonDocument Parts)
{
    /// <summary>The case as text, for messages and for recognising a listed difference.</summary>
    public string Text { get; } = $"{Kind} {ExtendedJson.Write(Parts)}";

    /// <summary>The task for mingo, on the documents as they stand.</summary>
    public BsonDocument Task(BsonArray documents)
    {
        var task = new BsonDocument { ["kind"] = Kind.ToString().ToLowerInvariant(), ["documents"] = documents };
        foreach (var (name, value) in Parts)
            task.Add(name, value);
        return task;
    }
}
