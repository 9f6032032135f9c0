using IbmPlatform.Mongo.Protocol;

namespace IbmPlatform.Mongo.Server.Aggregation.Expressions;

/// <summary>What an expression can name: the document, and variables bound around it.</summary>
internal sealed class Scope
{
    private readonly Scope? outer;
    private readonly string name;
    private readonly BsonValue? value;

    public Scope(BsonDocument root, DateTimeOffset now)
    {
        Root = root;
        Now = now;
        name = "";
    }

    private Scope(Scope outer, string name, BsonValue? value)
    {
        this.outer = outer;
        this.name = name;
        this.value = value;
        Root = outer.Root;
        Now = outer.Now;
        HasDocument = outer.HasDocument;
    }

    /// <summary>False where nothing may ask for a field, for there is no document yet.</summary>
    public bool HasDocument { get; init; } = true;

    public BsonDocument Root { get; }

    public DateTimeOffset Now { get; }

    public Scope With(string variable, BsonValue? bound) => new(this, variable, bound);

    public BsonValue? Variable(string variable)
    {
        for (var scope = this; scope is not null; scope = scope.outer)
        {
            if (scope.outer is not null && scope.name == variable)
                return scope.value;
        }

        return variable switch
        {
            "ROOT" or "CURRENT" when HasDocument => Root,
            "ROOT" or "CURRENT" => throw new CommandException(Operands.Location(4890500),
                "Command let Expression tried to access a field, but this is not allowed because Command let Expressions run before the query examines any documents."),
            "NOW" => Now,
            "REMOVE" => null,
            _ => throw new CommandException(new MongoErrorCode(17276, "Location17276"), $"Use of undefined variable: {variable}"),
        };
    }
}
