namespace IbmPlatform.Values;

/// <summary>A passage of a source document.</summary>
/// <param name="Document">Id of the source document.</param>
/// <param name="Quote">Verbatim, no longer than the evidence needs; spans of several lines keep their line breaks.</param>
/// <param name="LineStart">First line, counted from 1.</param>
/// <param name="LineEnd">Last line, inclusive.</param>
public sealed record DocumentSourceRef(string Document, string Quote, int LineStart, int LineEnd);
