using IbmPlatform.Mongo.Protocol;
using IbmPlatform.Mongo.Server.Query.Execution;

namespace IbmPlatform.Mongo.Server.Aggregation.Expressions;

/// <summary><c>$a.b</c> or <c>$$variable.b</c>. An array on the way gives the array of what its elements have.</summary>
internal sealed class FieldPathExpression(string variable, IReadOnlyList<string> path) : Expression
{
    protected override BsonValue? Compute(Scope scope) => Follow(scope.Variable(variable), 0);

    private BsonValue? Follow(BsonValue? value, int part)
    {
        for (; part < path.Count; part++)
        {
            if (value is BsonArray array)
            {
                Work.Step(1 + array.Count / 8);
                return new BsonArray(array.Select(item => Follow(item is BsonArray ? null : item, part)).OfType<BsonValue>());
            }

            value = (value as BsonDocument)?.Find(path[part]);
        }

        return value;
    }
}
