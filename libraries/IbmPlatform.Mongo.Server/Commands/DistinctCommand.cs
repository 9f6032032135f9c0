using IbmPlatform.Mongo.Protocol;
using IbmPlatform.Mongo.Server.Connections;
using IbmPlatform.Mongo.Server.Indexes;
using IbmPlatform.Mongo.Server.Query;
using IbmPlatform.Mongo.Server.Query.Execution;
using IbmPlatform.Mongo.Server.Query.Planning;

namespace IbmPlatform.Mongo.Server.Commands;

/// <summary><c>distinct</c>: the values at a path, arrays taken apart, each once.</summary>
internal sealed class DistinctCommand : ICommand
{
    public IReadOnlyList<string> Names => ["distinct"];

    public Task<CommandReply> RunAsync(CommandContext context)
    {
        var name = context.CollectionName();
        var key = context.Arguments.Required("key", context.Arguments.Text("key"));
        var filter = Reading.Filter(context.Arguments, "query");
        var hint = context.Arguments.Value("hint");
        context.Arguments.RejectRest();
        var values = new SortedSet<BsonValue>(BsonComparer.Instance);
        var database = context.Database;
        if (database?.Catalogue.Find(name) is { } collection)
        {
            var source = Planner.Plan(collection, Reading.WithHint(new QuerySpec(filter, []), hint, collection));
            using var session = database.BeginRead();
            try
            {
                Collect(source, new QueryContext(session.Connection, context.Deadline) { Session = session, PutDown = source.Suspend }, key.Split('.'), values);
            }
            finally
            {
                source.Suspend();
            }
        }

        return Task.FromResult<CommandReply>(new BsonDocument("values", new BsonArray(values)));
    }

    private static void Collect(DocumentSource source, QueryContext query, string[] path, SortedSet<BsonValue> values)
    {
        using var running = query.Enter();
        while (source.TryNext(query, out var document))
            Collect(new RawBsonDocument(document.Bson).ToDocument(), path, 0, values);
    }

    private static void Collect(BsonValue value, string[] path, int part, SortedSet<BsonValue> values)
    {
        if (part == path.Length)
        {
            if (value is BsonArray items)
                values.UnionWith(items);
            else
                values.Add(value);
        }
        else if (value is BsonDocument document && document.Find(path[part]) is { } next)
        {
            Collect(next, path, part + 1, values);
        }
        else if (value is BsonArray array)
        {
            var position = ArrayPosition.Parse(path[part]);
            if (position >= 0 && position < array.Count)
                Collect(array[position], path, part + 1, values);
            foreach (var item in array.OfType<BsonDocument>())
                Collect(item, path, part, values);
        }
    }
}
