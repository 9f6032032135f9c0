using System.Globalization;
using IbmPlatform.Mongo.Protocol;

namespace IbmPlatform.Mongo.Client.Mapping;

/// <summary>A value type of the domain as its text: ids, partial dates.</summary>
internal sealed class ParsableCodec<T> : Codec<T> where T : IParsable<T>
{
    public override T Read(in BsonReader reader)
    {
        if (reader.Type != BsonType.String)
            throw Mismatch(in reader, "a string");
        var text = reader.GetString();
        return T.TryParse(text, CultureInfo.InvariantCulture, out var value)
            ? value
            : throw new MongoMappingException($"'{text}' in element '{reader.GetName()}' is no {typeof(T).Name}.");
    }

    public override void Write(BsonWriter writer, string name, T value) => writer.WriteString(
        name, value is IFormattable formattable ? formattable.ToString(null, CultureInfo.InvariantCulture) : value.ToString() ?? "");
}
