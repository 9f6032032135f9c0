namespace IbmPlatform.Values;

/// <summary>A code that another authority gave: the scheme names the authority.</summary>
/// <param name="Scheme">Such as <c>IATI</c> or <c>ISO-3166-1</c>.</param>
/// <param name="Code">The code as that authority writes it.</param>
public sealed record Identifier(string Scheme, string Code);
