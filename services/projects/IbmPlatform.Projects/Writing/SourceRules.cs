using IbmPlatform.Values;

namespace IbmPlatform.Projects.Writing;

/// <summary>Says what is wrong with the source that a change names.</summary>
internal static class SourceRules
{
    private const int LongestQuote = 5000;
    private const int LongestNote = 1000;

    private static readonly string[] Root = ["input", "source"];

    public static async Task<IReadOnlyList<IUserError>> CheckAsync(SourceInput? source, ProgrammeStore documents, CancellationToken cancellationToken)
    {
        var errors = new List<IUserError?>();
        if (source?.Organisation is { } organisation && !(EntityId.TryParse(organisation, null, out var id) && id.Type == "organisation"))
            errors.Add(new InvalidInput(UserErrorCode.Invalid, "That is no organisation's id.", [.. Root, "organisation"], "an id such as organisation/icmpd"));
        if (source?.Note is { } note)
            errors.Add(TextRules.Check("A note", note, LongestNote, [.. Root, "note"], lines: true));
        if (source?.Document is { } passage)
        {
            errors.Add(TextRules.Check("A quote", passage.Quote, LongestQuote, [.. Root, "document", "quote"], lines: true));
            if (passage.LineStart < 1)
                errors.Add(new InvalidInput(UserErrorCode.Invalid, $"The passage starts in line {passage.LineStart}.", [.. Root, "document", "lineStart"], "1 or more"));
            if (passage.LineEnd < passage.LineStart)
                errors.Add(new InvalidInput(UserErrorCode.Invalid, $"The passage ends in line {passage.LineEnd}, before it starts.", [.. Root, "document", "lineEnd"], "lineStart or more"));
            if ((await documents.DocumentsAsync([passage.Document], null, cancellationToken).ConfigureAwait(false))[0] is null)
                errors.Add(new InvalidInput(UserErrorCode.NotFound, "There is no such document.", [.. Root, "document", "document"], "an id that sourceDocuments lists"));
        }
        return [.. errors.OfType<IUserError>()];
    }
}
