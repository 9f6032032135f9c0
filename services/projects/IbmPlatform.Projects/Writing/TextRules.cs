using System.Text.RegularExpressions;

namespace IbmPlatform.Projects.Writing;

/// <summary>What texts of an input must be.</summary>
internal static partial class TextRules
{
    public const int LongestSlug = 80;

    /// <summary>What is wrong with a text; null where nothing is.</summary>
    /// <param name="what">The text as a subject: <c>A name</c>.</param>
    /// <param name="text">The text.</param>
    /// <param name="longest">Most characters.</param>
    /// <param name="path">Where in the input it stands.</param>
    /// <param name="lines">It may have several lines, as a quotation has.</param>
    public static InvalidInput? Check(string what, string text, int longest, IReadOnlyList<string> path, bool lines = false)
    {
        if (string.IsNullOrWhiteSpace(text))
            return new(UserErrorCode.Required, $"{what} is not blank.", path, $"1 to {longest} characters");
        if (text.Length > longest)
            return new(UserErrorCode.Limit, $"{what} has {text.Length} characters.", path, $"at most {longest}");
        var control = text.FirstOrDefault(c => char.IsControl(c) && !(lines && c is '\n' or '\r' or '\t'), 'x');
        return control == 'x'
            ? null
            : new(UserErrorCode.Invalid, $"{what} holds the control character U+{(int)control:X4}.", path, "text without control characters");
    }

    /// <summary>What is wrong with the slug of a new project; null where nothing is.</summary>
    public static InvalidInput? CheckSlug(string slug, IReadOnlyList<string> path) => slug.Length <= LongestSlug && Slug().IsMatch(slug)
        ? null
        : new(
            UserErrorCode.Invalid, $"{(slug.Length <= LongestSlug ? $"\"{slug}\"" : $"A slug of {slug.Length} characters")} makes no id.", path,
            $"small letters and digits with single hyphens between them, at most {LongestSlug} characters, as in bomca-9");

    [GeneratedRegex(@"\A[a-z0-9]+(-[a-z0-9]+)*\z", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Slug();
}
