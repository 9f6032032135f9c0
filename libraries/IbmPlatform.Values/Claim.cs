namespace IbmPlatform.Values;

/// <summary>
/// What one source says about one field of an entity. Claims that disagree stand side by side; the record's own value is the followed one.
/// </summary>
public sealed record Claim
{
    /// <summary><c>claim/</c>, the id of the entity (or part) it belongs to, and a name: <c>claim/project/bomca-9/period-start</c>.</summary>
    public required string Id { get; init; }

    /// <summary>
    /// The field's path in camelCase; an item of a list stands in brackets by the last segment of its id or of the id it refers to:
    /// <c>period.start</c>, <c>objectives[1].text</c>, <c>processes[prague]</c>.
    /// </summary>
    public required string Field { get; init; }

    /// <summary>The value as text (a date, an id, an amount with its currency); null where the source names the field and says nothing.</summary>
    public string? Value { get; init; }

    /// <summary>How the value follows from the source.</summary>
    public required ClaimKind Kind { get; init; }

    /// <summary>The record holds this value.</summary>
    public required bool Followed { get; init; }

    /// <summary>What a reader must know to judge the claim.</summary>
    public string? Note { get; init; }

    /// <summary>Passages of source documents.</summary>
    public IReadOnlyList<DocumentSourceRef> Sources { get; init; } = [];

    /// <summary>What organisations reported themselves.</summary>
    public IReadOnlyList<SubmissionSourceRef> Submissions { get; init; } = [];

    /// <summary>Ids of the claims of the same entity that a derived value is computed from.</summary>
    public IReadOnlyList<string> DerivedFrom { get; init; } = [];
}
