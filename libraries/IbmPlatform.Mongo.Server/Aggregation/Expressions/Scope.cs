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
    }

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
            "ROOT" or "CURRENT" => Root,
            "NOW" => Now,
            "REMOVE" => null,
            _ => throw new CommandException(new MongoErrorCode(17276, "Location17276"), $"Use of undefined variable: {variable}"),
        };
    }
}
