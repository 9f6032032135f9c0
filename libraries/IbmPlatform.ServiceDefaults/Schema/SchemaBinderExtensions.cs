using System.Globalization;
using System.Text.RegularExpressions;
using IbmPlatform.GraphQL.Execution;
using IbmPlatform.ServiceDefaults.Filtering;
using IbmPlatform.ServiceDefaults.Paging;
using IbmPlatform.Values;

namespace IbmPlatform.ServiceDefaults.Schema;

/// <summary>Binds what every subgraph has.</summary>
public static partial class SchemaBinderExtensions
{
    /// <summary>Binds all of <c>values.graphql</c>.</summary>
    public static SchemaBinder AddValues(this SchemaBinder b, ValueEntities entities)
    {
        b.Scalar("PartialDate", PartialDate.Parse, date => date.ToString());
        b.Scalar("Decimal", ParseDecimal, number => number.ToString(CultureInfo.InvariantCulture));
        b.Scalar("DateTime", ParseDateTime, FormatDateTime);
        b.Scalar("CurrencyCode", text => Checked(text, CurrencyPattern(), "a currency of ISO 4217, such as EUR"), code => code);
        b.Scalar("CountryCode", text => Checked(text, CountryPattern(), "a country code of ISO 3166-1 alpha-2, such as AM"), code => code);
        b.Scalar("LanguageTag", text => Checked(text, LanguagePattern(), "a language tag of BCP 47, such as fr or pt-BR"), tag => tag);
        b.Enum<TranslationKind>("TranslationKind").Enum<ClaimKind>("ClaimKind").Enum<ConflictRule>("ConflictRule");
        b.Object<LocalizedText>("LocalizedText", typeof(LocalizedTextFields)).Object<Translation>("Translation");
        b.Object<Money>("Money").Object<Period>("Period").Object<Identifier>("Identifier").Object<GeoPoint>("GeoPoint");
        b.Object<PageInfo>("PageInfo").Object<Facet>("Facet").Object<FacetBucket>("FacetBucket");
        b.Object<ClaimOf>("Claim", entities.Claim is { } claim ? [claim] : []).Object<ConflictOf>("Conflict");
        b.Object<DocumentSourceRef>("DocumentSource", entities.DocumentSource);
        b.Object<SubmissionSourceRef>("SubmissionSource", entities.SubmissionSource);
        b.Object<Revision>("Revision", entities.Revision).Object<FieldDifference>("FieldDifference");
        return b.Object<Connection<Revision>>("RevisionConnection").Object<Edge<Revision>>("RevisionEdge");
    }

    /// <summary>Binds all of <c>filters.graphql</c>.</summary>
    public static SchemaBinder AddFilters(this SchemaBinder b) =>
        b.Enum<SortDirection>("SortDirection").Input<IdFilter>("IdFilter").Input<StringFilter>("StringFilter").Input<IntFilter>("IntFilter")
            .Input<DateTimeFilter>("DateTimeFilter").Input<PeriodInput>("PeriodInput").Input<PeriodFilter>("PeriodFilter");

    /// <summary>Binds <c>NameConnection</c> and <c>NameEdge</c>.</summary>
    /// <param name="b">The binder.</param>
    /// <param name="name">The item's type.</param>
    /// <param name="resolvers">Further fields of the connection, such as facets.</param>
    public static SchemaBinder Connection<T>(this SchemaBinder b, string name, params Type[] resolvers) =>
        b.Object<Connection<T>>(name + "Connection", [typeof(ConnectionFields<T>), .. resolvers]).Object<Edge<T>>(name + "Edge");

    // Places beyond what a decimal holds are rounded, and leave a scale that no input takes: each says how many places it keeps.
    private static decimal ParseDecimal(string text) =>
        decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw new FormatException(DecimalPattern().IsMatch(text)
                ? $"\"{text}\" is out of range; expected at most 28 digits."
                : $"\"{text}\" is no decimal number; expected digits such as 4954785 or 90.9.");

    // RFC 3339: a date, a time and an offset, none left out.
    private static DateTimeOffset ParseDateTime(string text) =>
        DateTimePattern().IsMatch(text) && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out var at)
            ? at
            : throw new FormatException($"\"{text}\" is no instant; expected one such as 2026-01-31T12:00:00Z.");

    internal static string FormatDateTime(DateTimeOffset at) =>
        at.ToUniversalTime().ToString(at.Millisecond == 0 ? "yyyy-MM-dd'T'HH:mm:ss'Z'" : "yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    private static string Checked(string text, Regex pattern, string expected) =>
        pattern.IsMatch(text) ? text : throw new FormatException($"\"{text}\" is none; expected {expected}.");

    [GeneratedRegex(@"^[+-]?\d+(\.\d*)?$", RegexOptions.CultureInvariant)]
    private static partial Regex DecimalPattern();

    [GeneratedRegex("^[A-Z]{3}$", RegexOptions.CultureInvariant)]
    private static partial Regex CurrencyPattern();

    [GeneratedRegex("^[A-Z]{2}$", RegexOptions.CultureInvariant)]
    private static partial Regex CountryPattern();

    [GeneratedRegex("^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$", RegexOptions.CultureInvariant)]
    private static partial Regex LanguagePattern();

    [GeneratedRegex(@"^\d{4}-\d{2}-\d{2}[Tt]\d{2}:\d{2}:\d{2}(\.\d+)?([Zz]|[+-]\d{2}:\d{2})$", RegexOptions.CultureInvariant)]
    private static partial Regex DateTimePattern();
}
