namespace IbmPlatform.Values;

/// <summary>A record, or a part of one, that keeps what its sources say and where they disagree.</summary>
public interface IClaimed
{
    /// <summary>What sources say.</summary>
    IReadOnlyList<Claim> Claims { get; }

    /// <summary>Where they disagree.</summary>
    IReadOnlyList<Conflict> Conflicts { get; }
}
