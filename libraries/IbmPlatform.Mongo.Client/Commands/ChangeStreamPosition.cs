using IbmPlatform.Mongo.Protocol;

namespace IbmPlatform.Mongo.Client.Commands;

/// <summary>Where a change stream is, and with which options it is opened there (change streams specification, resume process).</summary>
internal sealed class ChangeStreamPosition(ChangeStreamOptions options)
{
    private bool passedAny;
    private BsonTimestamp? startedAt = options.StartAtOperationTime;

    public BsonDocument? Token { get; private set; } = options.StartAfter ?? options.ResumeAfter;

    /// <summary>The first answer: without a token in it, its time is where to go on from.</summary>
    public void Opened(ChangeBatch batch)
    {
        if (Token is null && startedAt is null && batch is { Changes.Count: 0, TokenAfter: null })
            startedAt = batch.OperationTime;
    }

    /// <summary>A change is about to be handed out.</summary>
    public void Pass(ChangeBatch batch, int index)
    {
        var isLast = index == batch.Changes.Count - 1;
        Token = (isLast ? batch.TokenAfter : null) ?? batch.Changes[index].Find("_id") as BsonDocument
            ?? throw new MongoException("A change has no resume token: the pipeline must leave _id as it is.");
        passedAny = true;
    }

    /// <summary>A server that looked through its log without finding a change still got further.</summary>
    public void PassEmpty(ChangeBatch batch)
    {
        if (batch is { Changes.Count: 0, TokenAfter: { } token })
            Token = token;
    }

    /// <summary>The options of the <c>$changeStream</c> stage.</summary>
    public BsonDocument Stage(ChangeStreamOptions asked)
    {
        var stage = new BsonDocument();
        if (asked.FullDocument is { } full)
            stage["fullDocument"] = full;
        if (asked.FullDocumentBeforeChange is { } before)
            stage["fullDocumentBeforeChange"] = before;
        if (Token is { } token)
            stage[asked.StartAfter is not null && !passedAny ? "startAfter" : "resumeAfter"] = token;
        else if (startedAt is { } time)
            stage["startAtOperationTime"] = time;
        return stage;
    }
}
