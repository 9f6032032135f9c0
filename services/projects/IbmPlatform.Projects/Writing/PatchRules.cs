using IbmPlatform.Projects.Contracts;
using IbmPlatform.Values;

namespace IbmPlatform.Projects.Writing;

/// <summary>Applies a patch to a project, and says all that is wrong with it.</summary>
internal static class PatchRules
{
    private const string CountryPrefix = "country/";

    private const int LongestName = 1000;
    private const int LongestAcronym = 100;

    // What a decimal cannot hold of a longer number has been rounded away by now, but its places show that it was longer.
    private const int MostDecimalPlaces = 10;

    /// <summary>The names of the state's fields that the patch speaks of.</summary>
    public static IReadOnlyList<string> Fields(ProjectPatch patch) =>
    [
        .. patch.Name.IsGiven ? ["name"] : Array.Empty<string>(),
        .. patch.Acronym.IsGiven ? ["acronym"] : Array.Empty<string>(),
        .. patch.Phase.IsGiven ? ["phase"] : Array.Empty<string>(),
        .. patch.Period.IsGiven ? ["period"] : Array.Empty<string>(),
        .. patch.Countries is not null ? ["countries"] : Array.Empty<string>(),
    ];

    public static IReadOnlyList<IUserError> Check(ProjectPatch patch)
    {
        var errors = new List<IUserError>();
        if (patch.Name.IsGiven && patch.Name.Value is not { Count: > 0 })
            errors.Add(new InvalidInput(UserErrorCode.Required, "A project has a name in at least one language.", ["input", "patch", "name"]));
        foreach (var (translation, i) in (patch.Name.Value ?? []).Select((t, i) => (t, i)))
        {
            if (TextRules.Check("A name", translation.Text, LongestName, ["input", "patch", "name", $"{i}", "text"]) is { } unfit)
                errors.Add(unfit);
            if ((patch.Name.Value ?? []).Take(i).Any(t => t.Language.Equals(translation.Language, StringComparison.OrdinalIgnoreCase)))
                errors.Add(new InvalidInput(UserErrorCode.Duplicate, $"The name is given twice in {translation.Language}.", ["input", "patch", "name", $"{i}", "language"], "one text a language"));
        }
        if (patch.Acronym.Value is { } acronym && TextRules.Check("An acronym", acronym, LongestAcronym, ["input", "patch", "acronym"]) is { } fault)
            errors.Add(fault);
        if (patch.Phase.Value is < 1)
            errors.Add(new InvalidInput(UserErrorCode.Invalid, $"The phase is {patch.Phase.Value}.", ["input", "patch", "phase"], "1 or more"));
        if (patch.Period.Value is { Start: { } start, End: { } end } && end.Latest < start.Earliest)
            errors.Add(new InvalidInput(UserErrorCode.Invalid, $"The period ends ({end}) before it starts ({start}).", ["input", "patch", "period", "end"], "a date not before the start"));
        foreach (var (country, i) in (patch.Countries?.Put ?? []).Select((c, i) => (c, i)))
        {
            if (!CountryCodes.Contains(country.Code))
                errors.Add(new InvalidInput(UserErrorCode.Invalid, $"{country.Code} is no country.", ["input", "patch", "countries", "put", $"{i}", "code"], "a code of ISO 3166-1 alpha-2, such as AM"));
            if (country.SharePercent is < 0 or > 100)
                errors.Add(new InvalidInput(UserErrorCode.Invalid, $"The share is {country.SharePercent} %.", ["input", "patch", "countries", "put", $"{i}", "sharePercent"], "0 to 100"));
            else if (country.SharePercent?.Scale > MostDecimalPlaces)
                errors.Add(new InvalidInput(UserErrorCode.Invalid, "The share has more decimal places than are kept.", ["input", "patch", "countries", "put", $"{i}", "sharePercent"], $"0 to 100 with at most {MostDecimalPlaces} decimal places"));
            if (patch.Countries!.Put!.Take(i).Any(c => c.Code == country.Code))
                errors.Add(new InvalidInput(UserErrorCode.Duplicate, $"{country.Code} is put twice.", ["input", "patch", "countries", "put", $"{i}", "code"], "each country once"));
            if ((patch.Countries!.Remove ?? []).Contains(country.Code, StringComparer.Ordinal))
                errors.Add(new InvalidInput(UserErrorCode.Invalid, $"{country.Code} is both put and removed.", ["input", "patch", "countries", "put", $"{i}", "code"], "one of the two"));
        }
        return errors;
    }

    /// <summary>What is wrong with the project that the patch would make, though each part of the patch is right by itself.</summary>
    public static IUserError? CheckResult(Project project) =>
        project.Countries.Sum(c => c.SharePercent ?? 0) is > 100 and var sum
            ? new InvalidInput(UserErrorCode.Invalid, $"The shares of the project's countries are {sum} % together.", ["input", "patch", "countries", "put"], "at most 100 together")
            : null;

    public static Project Apply(ProjectPatch patch, Project project) => project with
    {
        Name = patch.Name.IsGiven ? Text(patch.Name.Value!) : project.Name,
        Acronym = patch.Acronym.Or(project.Acronym),
        Phase = patch.Phase.Or(project.Phase),
        Period = patch.Period.IsGiven ? PeriodOf(patch.Period.Value) : project.Period,
        Countries = Countries(patch.Countries, project.Countries),
    };

    public static LocalizedText Text(IReadOnlyList<TranslationInput> name) =>
        new([.. name.Select((t, i) => new Translation(t.Text, t.Language, i == 0 ? TranslationKind.Original : TranslationKind.Human))]);

    private static Period? PeriodOf(ServiceDefaults.Filtering.PeriodInput? input) =>
        input is null or { Start: null, End: null } ? null : new(input.Start, input.End, null, null);

    private static IReadOnlyList<ProjectCountry> Countries(ProjectCountriesPatch? patch, IReadOnlyList<ProjectCountry> present)
    {
        var put = (patch?.Put ?? []).DistinctBy(c => c.Code).ToDictionary(c => CountryPrefix + c.Code, StringComparer.Ordinal);
        var removed = (patch?.Remove ?? []).Select(code => CountryPrefix + code).ToHashSet(StringComparer.Ordinal);
        var kept = present.Where(c => !removed.Contains(c.Country))
            .Select(c => put.Remove(c.Country, out var said) ? c with { Role = said.Role, SharePercent = said.SharePercent } : c).ToList();
        return [.. kept, .. put.Select(entry => new ProjectCountry { Country = entry.Key, Role = entry.Value.Role, SharePercent = entry.Value.SharePercent })];
    }
}
