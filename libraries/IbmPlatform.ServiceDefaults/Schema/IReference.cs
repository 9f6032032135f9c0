namespace IbmPlatform.ServiceDefaults.Schema;

/// <summary>Another subgraph's entity, known by its id only: <c>record CountryReference(string Id) : IReference&lt;CountryReference&gt;</c>.</summary>
public interface IReference<TSelf>
    where TSelf : IReference<TSelf>
{
    /// <summary>The typed id.</summary>
    string Id { get; }

    /// <summary>A reference to an id.</summary>
    static abstract TSelf To(string id);

    /// <summary>References to ids, in their order.</summary>
    static virtual IReadOnlyList<TSelf> ToAll(IEnumerable<string> ids) => [.. ids.Select(TSelf.To)];
}
