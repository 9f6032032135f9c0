namespace IbmPlatform.Values;

/// <summary>What stands behind a write: the submission always, and what it names as its source.</summary>
/// <param name="Submission">Who submitted it, when, and which version took it over.</param>
/// <param name="Document">The passage that it was read from; null: the submission alone says so.</param>
/// <param name="Note">What a reader must know to judge it.</param>
/// <param name="ByOwner">The organisation keeps the record or takes part in what it is about.</param>
public sealed record Statement(SubmissionSourceRef Submission, DocumentSourceRef? Document = null, string? Note = null, bool ByOwner = false)
{
    /// <summary>It names a document or an organisation, so that saying again what stands already is a further source.</summary>
    public bool NamesSource => Document is not null || Submission.Organisation is not null;

    internal Claim ClaimOf(string id, string field, string? value) => new()
    {
        Id = id,
        Field = field,
        Value = value,
        Kind = Document is null ? ClaimKind.Reported : ClaimKind.Stated,
        Followed = true,
        Note = Note ?? (value is null ? "The submission leaves this empty." : null),
        Sources = Document is null ? [] : [Document],
        Submissions = [Submission],
    };

    internal bool IsSourceOf(Claim claim) => Document is null
        ? claim.Sources.Count == 0 && claim.Submissions.Any(s => s.Organisation == Submission.Organisation)
        : claim.Sources.Contains(Document);

    internal ConflictRule RuleOver(IEnumerable<Claim> others) =>
        Document is not null ? ConflictRule.EditorChoice
        : Submission.Organisation is not null && others.All(IsSourceOf) ? ConflictRule.MoreRecent
        : ByOwner ? ConflictRule.OwnerReported
        : ConflictRule.EditorChoice;

    internal string Explanation => (Document, Submission.Organisation) switch
    {
        ({ } document, null) => $"Version {Submission.Revision} follows the passage of {document.Document} that was submitted with it.",
        ({ } document, { } organisation) => $"Version {Submission.Revision} follows the passage of {document.Document} that {organisation} submitted with it.",
        (null, { } organisation) => $"Version {Submission.Revision} follows what {organisation} reported.",
        (null, null) => $"Version {Submission.Revision} follows a submission that names no other source.",
    };
}
