using System.Collections.Immutable;

namespace IbmPlatform.Mongo.Client.Mapping;

/// <summary>Lists as arrays, dictionaries by string as documents.</summary>
internal static class CollectionCodecs
{
    private static readonly HashSet<Type> ListShapes =
    [
        typeof(IReadOnlyList<>), typeof(IReadOnlyCollection<>), typeof(IEnumerable<>), typeof(IList<>), typeof(ICollection<>), typeof(List<>),
    ];

    private static readonly HashSet<Type> DictionaryShapes = [typeof(IReadOnlyDictionary<,>), typeof(IDictionary<,>), typeof(Dictionary<,>)];

    public static object? Find(Type type)
    {
        if (type is { IsArray: true } && type.GetArrayRank() == 1)
            return Codecs.Create(typeof(ArrayCodec<>), type.GetElementType()!);
        if (!type.IsGenericType)
            return null;
        var shape = type.GetGenericTypeDefinition();
        var arguments = type.GenericTypeArguments;
        if (shape == typeof(ImmutableArray<>))
            return Codecs.Create(typeof(ImmutableArrayCodec<>), arguments);
        if (ListShapes.Contains(shape))
            return Codecs.Create(typeof(ListCodec<,>), type, arguments[0]);
        return DictionaryShapes.Contains(shape) && arguments[0] == typeof(string)
            ? Codecs.Create(typeof(DictionaryCodec<,>), type, arguments[1])
            : null;
    }
}
