using System.Text.Json.Serialization;

namespace IbmPlatform.Values;

/// <summary>A text in one language.</summary>
/// <param name="Text">As written; no mark-up.</param>
/// <param name="Language">BCP 47, such as <c>en</c> or <c>fr</c>.</param>
/// <param name="Kind">Who put it into this language.</param>
public sealed record Translation(string Text, string Language, TranslationKind Kind);

/// <summary>Where a translation comes from.</summary>
[JsonConverter(typeof(UpperSnakeEnumConverter<TranslationKind>))]
public enum TranslationKind
{
    Original,
    Human,
    Machine,
}
