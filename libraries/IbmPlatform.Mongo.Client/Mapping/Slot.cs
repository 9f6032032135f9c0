namespace IbmPlatform.Mongo.Client.Mapping;

/// <summary>Holds one member's value, unboxed, between reading it and constructing the record.</summary>
internal abstract class Slot
{
    /// <summary>Whether the element was there.</summary>
    public bool Filled;

    public abstract void Clear();
}

/// <inheritdoc cref="Slot"/>
internal sealed class Slot<T> : Slot
{
    public T Value = default!;

    public override void Clear()
    {
        Value = default!;
        Filled = false;
    }
}
