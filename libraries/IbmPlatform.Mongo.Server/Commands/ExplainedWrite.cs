using IbmPlatform.Mongo.Protocol;
using IbmPlatform.Mongo.Server.Query;
using IbmPlatform.Mongo.Server.Storage;

namespace IbmPlatform.Mongo.Server.Commands;

/// <summary>What explain makes of a write: how it finds its documents. None of them is changed.</summary>
internal static class ExplainedWrite
{
    private static readonly string[] OfFindAndModify =
        ["remove", "new", "upsert", "update", "arrayFilters", "bypassDocumentValidation", "let"];

    /// <summary>The query of the one statement of an update or delete, or of a findAndModify.</summary>
    public static QuerySpec Query(CommandContext command, CollectionInfo? collection)
    {
        var arguments = command.Arguments;
        if (command.Request.Name is "findAndModify" or "findandmodify")
        {
            arguments.Accept(OfFindAndModify);
            var sorted = new QuerySpec(Reading.Filter(arguments, "query"), SortParser.Parse(arguments.Document("sort")), 1);
            return Reading.WithHint(sorted, arguments.Value("hint"), collection);
        }

        var isUpdate = command.Request.Name == "update";
        if (arguments.Documents(isUpdate ? "updates" : "deletes") is not [var raw])
            throw new CommandException(MongoErrorCodes.InvalidLength, "explained write batches must be of size 1");
        arguments.Accept("ordered", "bypassDocumentValidation", "let");
        var statement = raw.ToDocument();
        var filter = FilterParser.Parse(new RawBsonDocument((statement.Find("q") as BsonDocument ?? throw Missing(command)).ToBytes()));
        var single = isUpdate ? statement.Find("multi")?.ToBoolean() != true : statement.Find("limit")?.ToInt64() == 1;
        return Reading.WithHint(new QuerySpec(filter, [], single ? 1 : null), statement.Find("hint"), collection);
    }

    /// <summary>The filter of the one statement; null where the command has no list of them.</summary>
    public static BsonDocument? Filter(CommandContext command) => command.Request.Name is "update" or "delete"
        ? command.Arguments.Documents(command.Request.Name == "update" ? "updates" : "deletes")[0].ToDocument().Find("q") as BsonDocument
        : null;

    /// <summary>Puts the write above the plan that finds its documents.</summary>
    public static BsonDocument AsWrite(BsonDocument reply, CommandContext command)
    {
        var planner = reply["queryPlanner"].AsDocument;
        var deletes = command.Request.Name == "delete" || command.Arguments.Flag("remove");
        planner["winningPlan"] = new BsonDocument { ["stage"] = deletes ? "DELETE" : "UPDATE", ["inputStage"] = planner["winningPlan"] };
        return reply;
    }

    private static CommandException Missing(CommandContext command) =>
        new(ServerErrorCodes.MissingField, $"BSON field '{command.Request.Name}.q' is missing but a required field");
}
