using System.Text.Json;
using IbmPlatform.Mongo.Protocol;

namespace IbmPlatform.Mongo.Client.Mapping;

/// <summary>An enum as GraphQL spells it: <c>InProgress</c> is <c>IN_PROGRESS</c>.</summary>
internal sealed class EnumCodec<T> : Codec<T> where T : struct, Enum
{
    private readonly Dictionary<T, string> names = [];
    private readonly Dictionary<string, T> values = [];

    public EnumCodec()
    {
        foreach (var value in Enum.GetValues<T>())
        {
            var name = JsonNamingPolicy.SnakeCaseUpper.ConvertName(value.ToString());
            names[value] = name;
            values[name] = value;
        }
    }

    public override T Read(in BsonReader reader)
    {
        if (reader.Type != BsonType.String)
            throw Mismatch(in reader, "a string");
        var name = reader.GetString();
        return values.TryGetValue(name, out var value)
            ? value
            : throw new MongoMappingException($"'{name}' in element '{reader.GetName()}' is no {typeof(T).Name}: {string.Join(", ", values.Keys)} expected.");
    }

    public override void Write(BsonWriter writer, string name, T value) =>
        writer.WriteString(name, names.TryGetValue(value, out var text)
            ? text
            : throw new MongoMappingException($"{value} is no value that {typeof(T).Name} names."));
}
