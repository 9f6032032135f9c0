using IbmPlatform.GraphQL.Errors;
using IbmPlatform.GraphQL.Execution;
using IbmPlatform.Reports.Contracts;
using IbmPlatform.ServiceDefaults.Aggregates;
using IbmPlatform.Values;

namespace IbmPlatform.Reports;

/// <summary>Resolves a report. Id, version and times are the stored record's own.</summary>
internal static class ReportFields
{
    public static Task<IReadOnlyList<Stored<Report>?>> ResolveReferencesAsync(
        IReadOnlyList<EntityReference> references, ResolverContext context, ReportStore store, CancellationToken cancellationToken) =>
        store.ReportsAsync([.. references.Select(r => r["id"] ?? "")], context.RequestContext.AsOf, cancellationToken);

    public static ReportKind Kind(Stored<Report> parent) => parent.State.Kind;

    public static LocalizedText Title(Stored<Report> parent) => parent.State.Title;

    public static Period? Period(Stored<Report> parent) => parent.State.Period;

    public static ProjectReference? Project(Stored<Report> parent) => parent.State.Project is { } id ? new(id) : null;

    public static IReadOnlyList<OrganisationReference> Organisations(Stored<Report> parent) =>
        [.. parent.State.Organisations.Select(OrganisationReference.To)];

    public static ReportState Publication(Stored<Report> parent) => parent.State.Publication;

    public static PartialDate? PublishedOn(Stored<Report> parent) => parent.State.PublishedOn;

    public static IReadOnlyList<Attachment> Attachments(Stored<Report> parent) => parent.State.Attachments;
}

/// <summary>Resolves a report's file.</summary>
internal static class AttachmentFields
{
    public static int? Size(Attachment parent) => parent.Size is null or <= int.MaxValue
        ? (int?)parent.Size
        : throw new GraphQLException($"{parent.Name} is of {parent.Size} bytes, more than an Int can say; ask for its url.", "OUT_OF_RANGE");
}
