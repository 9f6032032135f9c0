namespace IbmPlatform.ServiceDefaults.DataSets;

/// <summary>One thing wrong in a data file.</summary>
/// <param name="File">Relative to the data set's folder.</param>
/// <param name="Record">The record's id; null where it cannot be told.</param>
/// <param name="Path">JSON path from the record, as in <c>$.countries[2].role</c>.</param>
/// <param name="Problem">What is there, and what was expected.</param>
public sealed record DataFault(string File, string? Record, string Path, string Problem)
{
    /// <summary>One line for a person.</summary>
    public override string ToString() => $"{File}: {(Record is null ? "" : Record + " ")}{Path}: {Problem}";
}
