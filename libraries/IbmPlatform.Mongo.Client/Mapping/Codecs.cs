using System.Collections.Concurrent;
using System.Reflection;
using IbmPlatform.Mongo.Protocol;

namespace IbmPlatform.Mongo.Client.Mapping;

/// <summary>Finds the codec of a type; each is built once.</summary>
internal static class Codecs
{
    private static readonly ConcurrentDictionary<Type, object> Built = new();

    // A record that holds itself (a tree) meets its own codec while that is being built.
    [ThreadStatic]
    private static Dictionary<Type, object>? underConstruction;

    public static Codec<T> For<T>() => Cache<T>.Codec ??= (Codec<T>)OfType(typeof(T));

    public static IDocumentCodec<T> ForDocument<T>() => For<T>() as IDocumentCodec<T>
        ?? throw new MongoMappingException($"{typeof(T).Name} is no document: a collection holds records or BsonDocument.");

    public static T ReadElement<T>(in BsonReader reader) =>
        reader.Type == BsonType.Null && default(T) is null ? default! : For<T>().Read(in reader);

    public static BsonValue ToBson<T>(T value)
    {
        if (value is null)
            return BsonNull.Value;
        using var buffer = new PooledBuffer();
        var writer = new BsonWriter(buffer);
        writer.StartDocument();
        For<T>().Write(writer, "", value);
        writer.End();
        var reader = new BsonReader(buffer.WrittenSpan);
        reader.Read();
        return reader.GetValue();
    }

    public static T FromBson<T>(BsonValue value)
    {
        using var buffer = new PooledBuffer();
        var writer = new BsonWriter(buffer);
        writer.StartDocument();
        writer.WriteValue("", value);
        writer.End();
        var reader = new BsonReader(buffer.WrittenSpan);
        reader.Read();
        return ReadElement<T>(in reader);
    }

    /// <summary>The codec of a type that is known at run time only; a <see cref="Codec{T}"/> of it.</summary>
    public static object OfType(Type type)
    {
        if (Built.TryGetValue(type, out var done))
            return done;
        underConstruction ??= [];
        if (underConstruction.TryGetValue(type, out var started))
            return started;
        var outermost = underConstruction.Count == 0;
        try
        {
            var codec = Build(type);
            if (outermost)
            {
                foreach (var (finished, its) in underConstruction)
                    Built.TryAdd(finished, its);
                Built.TryAdd(type, codec);
            }
            return Built.GetValueOrDefault(type, codec);
        }
        finally
        {
            if (outermost)
                underConstruction.Clear();
        }
    }

    private static object Build(Type type)
    {
        if (ScalarCodecs.Find(type) is { } scalar)
            return scalar;
        if (Nullable.GetUnderlyingType(type) is { } inner)
            return Create(typeof(NullableCodec<>), inner);
        if (type.IsEnum)
            return Create(typeof(EnumCodec<>), type);
        if (CollectionCodecs.Find(type) is { } collection)
            return collection;
        if (IsParsable(type))
            return Create(typeof(ParsableCodec<>), type);
        if (type.IsAbstract || type.IsInterface || type == typeof(object) || type.IsPrimitive)
            throw new MongoMappingException(
                $"{type} cannot be mapped: records, enums, IParsable types, lists of these and the types that BSON has can. Name a concrete type.");
        var codec = (IRecordCodec)Create(typeof(RecordCodec<>), type);
        underConstruction![type] = codec;
        codec.Complete();
        return codec;
    }

    internal static object Create(Type generic, params Type[] arguments) => Construct(generic.MakeGenericType(arguments));

    /// <summary>A mapping error inside a constructor comes out as itself.</summary>
    internal static object Construct(Type type, params object?[] arguments) => Activator.CreateInstance(
        type, BindingFlags.Public | BindingFlags.Instance | BindingFlags.DoNotWrapExceptions, null, arguments, null)!;

    private static bool IsParsable(Type type) => type.GetInterfaces().Any(i =>
        i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IParsable<>) && i.GenericTypeArguments[0] == type);

    private static class Cache<T>
    {
        public static Codec<T>? Codec;
    }
}
