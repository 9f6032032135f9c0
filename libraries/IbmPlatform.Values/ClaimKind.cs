using System.Text.Json.Serialization;

namespace IbmPlatform.Values;

/// <summary>How a claim's value follows from its source.</summary>
[JsonConverter(typeof(UpperSnakeEnumConverter<ClaimKind>))]
public enum ClaimKind
{
    /// <summary>The source says so in words.</summary>
    Stated,

    /// <summary>Computed from stated values, without judgement.</summary>
    Derived,

    /// <summary>A reader's judgement; the note says why.</summary>
    Inferred,

    /// <summary>The source can be read in several ways.</summary>
    Ambiguous,

    /// <summary>The source has the heading and nothing under it.</summary>
    EmptyHeading,

    /// <summary>The organisation concerned reported it.</summary>
    Reported,
}
