using IbmPlatform.Mongo.Protocol;
using IbmPlatform.Mongo.Server.Query.Execution;

namespace IbmPlatform.Mongo.Server.Aggregation.Expressions;

/// <summary>Builds a document field by field; a name that comes again takes the new value in its old place. No search grows with the document.</summary>
internal sealed class FieldSetter
{
    private readonly List<BsonElement> elements = [];
    private readonly Dictionary<string, int> places = new(StringComparer.Ordinal);

    public void Set(string name, BsonValue value)
    {
        Work.Step();
        if (places.TryGetValue(name, out var place))
        {
            elements[place] = new BsonElement(name, value);
            return;
        }

        places.Add(name, elements.Count);
        elements.Add(new BsonElement(name, value));
    }

    public BsonDocument Document(string by) => Built.Document(by, new BsonDocument(elements));
}
