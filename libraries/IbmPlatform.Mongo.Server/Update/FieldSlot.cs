using System.Globalization;
using IbmPlatform.Mongo.Protocol;
using IbmPlatform.Mongo.Server.Indexes;

namespace IbmPlatform.Mongo.Server.Update;

/// <summary>A place in a document that an operator reads and writes; the way to it is made on the first write.</summary>
internal sealed class FieldSlot(BsonDocument root, IReadOnlyList<string> path)
{
    // Setting a far position fills an array with nulls up to it: MongoDB's limit against taking memory by one number.
    private const int MaxArrayPadding = 1_500_000;

    public string Path => string.Join('.', path);

    public BsonValue? Value
    {
        get
        {
            BsonValue? current = root;
            foreach (var part in path)
            {
                current = Child(current, part);
                if (current is null)
                    return null;
            }

            return current;
        }
    }

    public void Set(BsonValue value)
    {
        BsonValue container = root;
        for (var i = 0; i < path.Count - 1; i++)
        {
            var next = Child(container, path[i]);
            if (next is null)
            {
                next = new BsonDocument();
                Put(container, path[i], next, i);
            }

            container = next;
        }

        Put(container, path[^1], value, path.Count - 1);
    }

    public void Remove()
    {
        BsonValue? container = root;
        for (var i = 0; i < path.Count - 1 && container is not null; i++)
            container = Child(container, path[i]);
        if (container is BsonDocument document)
            document.Remove(path[^1]);
        else if (container is BsonArray array && ArrayPosition.Parse(path[^1]) is >= 0 and var position && position < array.Count)
            array[position] = BsonNull.Value;
    }

    private static BsonValue? Child(BsonValue container, string part) => container switch
    {
        BsonDocument document => document.Find(part),
        BsonArray array when ArrayPosition.Parse(part) is >= 0 and var position && position < array.Count => array[position],
        _ => null,
    };

    private void Put(BsonValue container, string part, BsonValue value, int depth)
    {
        switch (container)
        {
            case BsonDocument document:
                document[part] = value;
                break;
            case BsonArray array when ArrayPosition.Parse(part) is >= 0 and var position:
                if (position - array.Count > MaxArrayPadding)
                {
                    throw CommandException.BadValue(
                        $"Setting position {position} of '{Path}' would pad the array by more than {MaxArrayPadding} nulls");
                }

                while (array.Count <= position)
                    array.Add(BsonNull.Value);
                array[position] = value;
                break;
            default:
                var parent = string.Join('.', path.Take(depth));
                throw new CommandException(MongoErrorCodes.PathNotViable, string.Create(CultureInfo.InvariantCulture,
                    $"Cannot create field '{part}' in element {{{parent.Split('.')[^1]}: {container}}}"));
        }
    }
}
