namespace IbmPlatform.Mongo.Client.Commands;

/// <summary>Writes of a bulk write that go in one command, each with its position in the call.</summary>
internal sealed record BulkRun<T>(string Command, IReadOnlyList<(int Position, WriteModel<T> Model)> Writes)
{
    /// <summary>The name of the command's document sequence.</summary>
    public string Sequence => Command switch { "insert" => "documents", "update" => "updates", _ => "deletes" };

    public bool MeansMany => Writes.Any(w => w.Model is UpdateManyModel<T> or DeleteManyModel<T>);

    /// <summary>Neighbours of one kind where the order counts; otherwise all of a kind.</summary>
    public static IReadOnlyList<BulkRun<T>> Of(IReadOnlyList<WriteModel<T>> models, bool ordered)
    {
        var writes = models.Select((model, position) => (Position: position, Model: Checked(model))).ToList();
        if (!ordered)
            return [.. writes.GroupBy(w => CommandOf(w.Model)).Select(g => new BulkRun<T>(g.Key, [.. g]))];
        var runs = new List<BulkRun<T>>();
        for (var start = 0; start < writes.Count;)
        {
            var command = CommandOf(writes[start].Model);
            var length = writes.Skip(start).TakeWhile(w => CommandOf(w.Model) == command).Count();
            runs.Add(new BulkRun<T>(command, writes.GetRange(start, length)));
            start += length;
        }
        return runs;
    }

    private static string CommandOf(WriteModel<T> model) => model switch
    {
        InsertOneModel<T> => "insert",
        DeleteOneModel<T> or DeleteManyModel<T> => "delete",
        _ => "update",
    };

    private static WriteModel<T> Checked(WriteModel<T> model)
    {
        if (model is UpdateOneModel<T> one)
            UpdateStatement.RequireOperators(one.Update);
        if (model is UpdateManyModel<T> many)
            UpdateStatement.RequireOperators(many.Update);
        if (model is ReplaceOneModel<T> replace)
            UpdateStatement.RequireNoOperators(replace.Replacement);
        return model;
    }
}
