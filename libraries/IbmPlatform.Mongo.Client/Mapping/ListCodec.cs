using System.Collections.Immutable;
using IbmPlatform.Mongo.Protocol;

namespace IbmPlatform.Mongo.Client.Mapping;

/// <summary>A type that has an empty value to read where the element is absent.</summary>
internal interface IEmptyWhenAbsent<T>
{
    T Empty { get; }
}

/// <summary><typeparamref name="TList"/> is <see cref="List{T}"/> or an interface that it implements.</summary>
internal sealed class ListCodec<TList, TItem> : Codec<TList>, IEmptyWhenAbsent<TList> where TList : IEnumerable<TItem>
{
    private readonly ItemCodec<TItem> items = new();

    public TList Empty => (TList)(object)new List<TItem>();

    public override TList Read(in BsonReader reader) => (TList)(object)items.Read(in reader);

    public override void Write(BsonWriter writer, string name, TList value) => items.Write(writer, name, value);
}

internal sealed class ArrayCodec<TItem> : Codec<TItem[]>, IEmptyWhenAbsent<TItem[]>
{
    private readonly ItemCodec<TItem> items = new();

    public TItem[] Empty => [];

    public override TItem[] Read(in BsonReader reader) => [.. items.Read(in reader)];

    public override void Write(BsonWriter writer, string name, TItem[] value) => items.Write(writer, name, value);
}

internal sealed class ImmutableArrayCodec<TItem> : Codec<ImmutableArray<TItem>>, IEmptyWhenAbsent<ImmutableArray<TItem>>
{
    private readonly ItemCodec<TItem> items = new();

    public ImmutableArray<TItem> Empty => [];

    public override bool IsAbsent(ImmutableArray<TItem> value) => value.IsDefault;

    public override ImmutableArray<TItem> Read(in BsonReader reader) => [.. items.Read(in reader)];

    public override void Write(BsonWriter writer, string name, ImmutableArray<TItem> value) => items.Write(writer, name, value);
}
