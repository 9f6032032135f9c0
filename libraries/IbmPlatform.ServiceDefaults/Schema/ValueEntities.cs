using IbmPlatform.Values;

namespace IbmPlatform.ServiceDefaults.Schema;

/// <summary>How a subgraph answers the entities that values name. An owner puts its own resolver class in place of a stub's.</summary>
/// <param name="DocumentSource">Resolves <c>DocumentSource.document</c>.</param>
/// <param name="SubmissionSource">Resolves <c>SubmissionSource.organisation</c>.</param>
/// <param name="Revision">Resolves <c>Revision.organisation</c>.</param>
public sealed record ValueEntities(Type DocumentSource, Type SubmissionSource, Type Revision)
{
    /// <summary>Resolves references to claims, in the subgraph that finds them by id; null elsewhere.</summary>
    public Type? Claim { get; init; }

    /// <summary>References to both, for a subgraph that owns neither.</summary>
    public static ValueEntities Stubs<TDocument, TOrganisation>()
        where TDocument : class, IReference<TDocument>
        where TOrganisation : class, IReference<TOrganisation> =>
        new(typeof(DocumentStub<TDocument>), typeof(SubmissionStub<TOrganisation>), typeof(RevisionStub<TOrganisation>));
}

/// <summary>Names the document.</summary>
public static class DocumentStub<T>
    where T : class, IReference<T>
{
    /// <summary>A reference to it.</summary>
    public static T? Document(DocumentSourceRef parent) => T.To(parent.Document);
}

/// <summary>Names the organisation that reported.</summary>
public static class SubmissionStub<T>
    where T : class, IReference<T>
{
    /// <summary>A reference to it; null where the submission names none.</summary>
    public static T? Organisation(SubmissionSourceRef parent) => parent.Organisation is { } id ? T.To(id) : null;
}

/// <summary>Names the organisation that wrote a revision, where the writer is one.</summary>
public static class RevisionStub<T>
    where T : class, IReference<T>
{
    private const string Prefix = "organisation/";

    /// <summary>A reference to it; null for the data set and the system.</summary>
    public static T? Organisation(Revision parent) =>
        parent.By?.StartsWith(Prefix, StringComparison.Ordinal) == true ? T.To(parent.By) : null;
}
