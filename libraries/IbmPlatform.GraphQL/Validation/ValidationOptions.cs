namespace IbmPlatform.GraphQL.Validation;

/// <summary>Which rules a validation holds, and when it gives up.</summary>
public sealed record ValidationOptions
{
    /// <summary>The default of <see cref="MaxErrors"/>.</summary>
    public const int DefaultMaxErrors = 100;

    /// <summary>The default of <see cref="MaxFieldComparisons"/>.</summary>
    public const int DefaultMaxFieldComparisons = 10_000;

    /// <summary>The rules to hold; null for all of the specification.</summary>
    public IReadOnlyList<ValidationRule>? Rules { get; init; }

    /// <summary>After how many faults validation stops: stops documents that are wrong everywhere from filling memory.</summary>
    public int MaxErrors { get; init; } = DefaultMaxErrors;

    /// <summary>How many pairs of fields, or of selection sets, are compared for merging: stops documents whose fragments multiply the pairs.</summary>
    public int MaxFieldComparisons { get; init; } = DefaultMaxFieldComparisons;

    internal static ValidationOptions Default { get; } = new();
}
