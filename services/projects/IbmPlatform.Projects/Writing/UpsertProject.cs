using IbmPlatform.Mongo.Client;
using IbmPlatform.Projects.Contracts;
using IbmPlatform.ServiceDefaults.Aggregates;
using IbmPlatform.ServiceDefaults.Schema;
using IbmPlatform.Values;
using Microsoft.Extensions.Configuration;

namespace IbmPlatform.Projects.Writing;

/// <summary>Creates or changes a project.</summary>
internal static class UpsertProject
{
    internal const int MaxAttempts = 10;

    private const string Prefix = "project/";

    public static async Task<UpsertProjectPayload> UpsertProjectAsync(
        UpsertProjectInput input, ProjectStore store, ProgrammeStore documents, AggregateStore<Project> projects, IConfiguration configuration, TimeProvider time,
        CancellationToken cancellationToken)
    {
        // Until tokens tell who writes for which organisation, only an operator's own instance takes changes.
        if (configuration["writes"] != "anonymous")
            return Refused(new InvalidInput(UserErrorCode.Forbidden, "Nobody may write here: this instance knows no users. An operator's own takes changes with --writes anonymous.", ["input"]));
        IReadOnlyList<IUserError> errors =
            [.. PatchRules.Check(input.Patch), .. await SourceRules.CheckAsync(input.Source, documents, cancellationToken).ConfigureAwait(false)];
        if (errors.Count > 0)
            return new(null, errors);
        Stored<Project>? first = null;
        for (var attempt = 0; attempt < MaxAttempts; attempt++)
        {
            var id = await store.FindIdAsync(input.Lookup, null, cancellationToken).ConfigureAwait(false);
            var current = id is null ? null : await projects.FindAsync(id, cancellationToken).ConfigureAwait(false);
            first ??= current;
            if (current is not null && input.ExpectedVersion is { } expected && expected != current.Version)
            {
                var made = $"{current.Id} is at version {current.Version}, the change was made from version {expected}. Look at both and submit again with the current version.";
                return new(current, [await ConflictAsync(input, expected, made, ["input", "expectedVersion"], current, projects, cancellationToken).ConfigureAwait(false)]);
            }
            var (outcome, error) = current is null
                ? await CreateAsync(input, projects, time.GetUtcNow(), cancellationToken).ConfigureAwait(false)
                : await UpdateAsync(input, current, store, projects, time.GetUtcNow(), cancellationToken).ConfigureAwait(false);
            if (error is not null)
                return Refused(error);
            if (outcome!.Status == WriteStatus.Written)
                return new(outcome.Aggregate, []);
            // Somebody else wrote in between: what they wrote is looked at again, by the rules above.
        }
        return await OvertakenAsync(input, first, projects, cancellationToken).ConfigureAwait(false);
    }

    // What changes nothing is no version: a client that sends the same again must not look like an editor.
    private static async Task<(WriteResult<Project>? Outcome, IUserError? Error)> UpdateAsync(
        UpsertProjectInput input, Stored<Project> current, ProjectStore store, AggregateStore<Project> projects, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var patched = PatchRules.Apply(input.Patch, current.State);
        if (PatchRules.CheckResult(patched) is { } error)
            return (null, error);
        var byOwner = input.Source?.Organisation is { } organisation
            && (organisation == current.State.ReportingOrganisation || await store.TakesPartAsync(organisation, current.Id, cancellationToken).ConfigureAwait(false));
        var changed = ProjectClaims.Restate(current.State, patched, input.Patch, StatementOf(input.Source, now, current.Version + 1, byOwner));
        return BsonMapper.ToDocument(changed).Equals(BsonMapper.ToDocument(current.State))
            ? (new(WriteStatus.Written, current), null)
            : (await projects.UpdateAsync(current, changed, new Change(At: now), cancellationToken).ConfigureAwait(false), null);
    }

    private static async Task<(WriteResult<Project>? Outcome, IUserError? Error)> CreateAsync(
        UpsertProjectInput input, AggregateStore<Project> projects, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var slug = input.Lookup.Slug ?? (input.Lookup.Id is { } id && id.StartsWith(Prefix, StringComparison.Ordinal) ? id[Prefix.Length..] : null);
        if (input.ExpectedVersion is not null || slug is null)
            return (null, new InvalidInput(UserErrorCode.NotFound, "There is no such project.", ["input", "lookup"], "an id such as project/bomca-9 or a slug"));
        if (TextRules.CheckSlug(slug, ["input", "lookup", input.Lookup.Slug is null ? "id" : "slug"]) is { } unfit)
            return (null, unfit);
        if (input.Patch.Name.Value is not { } name)
            return (null, new InvalidInput(UserErrorCode.Required, "There is no such project yet, and a new one needs a name.", ["input", "patch", "name"]));
        var nothing = new Project { Id = Prefix + slug, Slug = slug, Name = new([]), Publication = PublicationState.Draft };
        var project = PatchRules.Apply(input.Patch, nothing with { Name = PatchRules.Text(name) });
        if (PatchRules.CheckResult(project) is { } error)
            return (null, error);
        project = ProjectClaims.Restate(nothing, project, input.Patch, StatementOf(input.Source, now, revision: 1, byOwner: false));
        try
        {
            return (await projects.InsertAsync(project, new Change(At: now), cancellationToken).ConfigureAwait(false), null);
        }
        catch (MongoDuplicateKeyException)
        {
            return (null, new InvalidInput(UserErrorCode.Duplicate, $"Another project has the slug {slug}.", ["input", "lookup"]));
        }
    }

    private static Statement StatementOf(SourceInput? source, DateTimeOffset now, int revision, bool byOwner) => new(
        new(source?.Organisation, now, revision),
        source?.Document is { } passage ? new(passage.Document, passage.Quote, passage.LineStart, passage.LineEnd) : null,
        source?.Note,
        byOwner);

    private static async Task<UpsertProjectPayload> OvertakenAsync(
        UpsertProjectInput input, Stored<Project>? first, AggregateStore<Project> projects, CancellationToken cancellationToken)
    {
        if (first is null || await projects.FindAsync(first.Id, cancellationToken).ConfigureAwait(false) is not { } current)
            return Refused(new InvalidInput(UserErrorCode.NotFound, "The project was removed while this change was tried.", ["input", "lookup"], "a project that stays"));
        var message = $"Others changed {current.Id} each of the {MaxAttempts} times that this change was tried; it is at version {current.Version} by now. Submit again.";
        return new(current, [await ConflictAsync(input, first.Version, message, ["input"], current, projects, cancellationToken).ConfigureAwait(false)]);
    }

    private static async Task<VersionConflict> ConflictAsync(
        UpsertProjectInput input, int from, string message, IReadOnlyList<string> path, Stored<Project> current, AggregateStore<Project> projects,
        CancellationToken cancellationToken)
    {
        var history = await projects.HistoryAsync(current.Id, from == int.MaxValue ? from : from + 1, 1, cancellationToken).ConfigureAwait(false);
        var basis = history.Count > 0 && history[0].Version == from ? history[0].Payload : null;
        var standing = BsonMapper.ToDocument(current.State);
        var submitted = BsonMapper.ToDocument(PatchRules.Apply(input.Patch, current.State));
        return new(
            message,
            path,
            current.Version,
            [.. PatchRules.Fields(input.Patch).Select(field => new FieldDifference(
                field, FieldText.Of(basis?.Find(field)), FieldText.Of(standing.Find(field)), FieldText.Of(submitted.Find(field))))]);
    }

    private static UpsertProjectPayload Refused(IUserError error) => new(null, [error]);
}

internal sealed record UpsertProjectPayload(Stored<Project>? Project, IReadOnlyList<IUserError> UserErrors);
