namespace IbmPlatform.ServiceDefaults.Paging;

/// <summary>One key of an order.</summary>
/// <param name="Path">The document's path, with one value or none: <c>keys.start</c>.</param>
/// <param name="Descending">Greatest first; what has no value then comes last, else first.</param>
public sealed record OrderKey(string Path, bool Descending = false)
{
    /// <summary>What every order ends in, so that no two items share a place.</summary>
    public static OrderKey Id { get; } = new("_id");

    /// <summary>The order with id as its last key.</summary>
    public static IReadOnlyList<OrderKey> EndingInId(IEnumerable<OrderKey> keys)
    {
        var all = keys.ToList();
        if (!all.Exists(key => key.Path == Id.Path))
            all.Add(Id);
        return all;
    }
}
