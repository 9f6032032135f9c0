using IbmPlatform.Values;

namespace IbmPlatform.ServiceDefaults.Schema;

/// <summary>A claim among the claims of its entity, which its <c>derivedFrom</c> names.</summary>
public sealed record ClaimOf(Claim Claim, IReadOnlyList<Claim> All)
{
    /// <summary>Its id.</summary>
    public string Id => Claim.Id;

    /// <summary>The field's path.</summary>
    public string Field => Claim.Field;

    /// <summary>The value as text; null where the source says nothing.</summary>
    public string? Value => Claim.Value;

    /// <summary>How the value follows from the source.</summary>
    public ClaimKind Kind => Claim.Kind;

    /// <summary>Whether the record holds this value.</summary>
    public bool Followed => Claim.Followed;

    /// <summary>What a reader must know.</summary>
    public string? Note => Claim.Note;

    /// <summary>Passages of documents, then what organisations reported.</summary>
    public IReadOnlyList<object> Sources => [.. Claim.Sources, .. Claim.Submissions];

    /// <summary>What a derived value is computed from.</summary>
    public IReadOnlyList<ClaimOf> DerivedFrom => ClaimList.ByIds(All, Claim.DerivedFrom);
}

/// <summary>Claims that cannot all hold.</summary>
public sealed record ConflictOf(string Field, IReadOnlyList<ClaimOf> Claims, ConflictRule Rule, string Explanation);
