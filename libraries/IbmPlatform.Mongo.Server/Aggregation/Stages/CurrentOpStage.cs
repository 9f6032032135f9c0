using IbmPlatform.Mongo.Protocol;

namespace IbmPlatform.Mongo.Server.Aggregation.Stages;

/// <summary><c>$currentOp</c>, by which shells ask for the commands that run; they stand at the pipeline's head.</summary>
internal sealed class CurrentOpStage : IStage
{
    private CurrentOpStage(bool allUsers) => AllUsers = allUsers;

    public bool AllUsers { get; }

    public static CurrentOpStage Parse(BsonDocument specification)
    {
        foreach (var (name, value) in specification)
        {
            if (name is not ("allUsers" or "idleConnections" or "idleCursors" or "idleSessions" or "localOps" or "backtrace" or "truncateOps" or "targetAllNodes"))
                throw CommandException.FailedToParse($"Unrecognized option '{name}' in $currentOp stage.");
            if (value is not BsonBoolean flag)
                throw CommandException.FailedToParse($"The '{name}' parameter of the $currentOp stage must be a boolean value");
            // What waits is not listed; the other options are about servers of a cluster and about how much is told.
            if (name == "idleCursors" && flag.Value)
                throw CommandException.NotSupported("'idleCursors' in $currentOp");
        }

        return new CurrentOpStage(specification.Find("allUsers") is BsonBoolean { Value: true });
    }

    // The command puts the documents there, for a stage knows nothing of the connections.
    public IEnumerable<BsonDocument> Apply(IEnumerable<BsonDocument> input, StageContext context) => input;
}
