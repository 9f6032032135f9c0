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
    private const int MaxAttempts = 10;

    public static async Task<UpsertProjectPayload> UpsertProjectAsync(
        UpsertProjectInput input, ProjectStore store, AggregateStore<Project> projects, IConfiguration configuration, CancellationToken cancellationToken)
    {
        // Until tokens tell who writes for which organisation, only an operator's own instance takes changes.
        if (configuration["writes"] != "anonymous")
            return Refused(new InvalidInput(UserErrorCode.Forbidden, "Nobody may write here: this instance knows no users. An operator's own takes changes with --writes anonymous.", ["input"]));
        var errors = PatchRules.Check(input.Patch);
        if (errors.Count > 0)
            return new(null, errors);
        for (var attempt = 0; attempt < MaxAttempts; attempt++)
        {
            var id = await store.FindIdAsync(input.Lookup, cancellationToken).ConfigureAwait(false);
            var current = id is null ? null : await projects.FindAsync(id, cancellationToken).ConfigureAwait(false);
            if (current is not null && input.ExpectedVersion is { } expected && expected != current.Version)
                return new(current, [await ConflictAsync(input, current, projects, cancellationToken).ConfigureAwait(false)]);
            var (outcome, error) = current is null
                ? await CreateAsync(input, projects, cancellationToken).ConfigureAwait(false)
                : await UpdateAsync(input, current, projects, cancellationToken).ConfigureAwait(false);
            if (error is not null)
                return Refused(error);
            if (outcome!.Status == WriteStatus.Written)
                return new(outcome.Aggregate, []);
            // Somebody else wrote in between: what they wrote is looked at again, by the rules above.
        }
        return Refused(new InvalidInput(UserErrorCode.Limit, $"Others changed the project {MaxAttempts} times while this change was tried; try again.", ["input"]));
    }

    // What changes nothing is no version: a client that sends the same again must not look like an editor.
    private static async Task<(WriteResult<Project>? Outcome, IUserError? Error)> UpdateAsync(
        UpsertProjectInput input, Stored<Project> current, AggregateStore<Project> projects, CancellationToken cancellationToken)
    {
        var changed = PatchRules.Apply(input.Patch, current.State);
        if (PatchRules.CheckResult(changed) is { } error)
            return (null, error);
        return BsonMapper.ToDocument(changed).Equals(BsonMapper.ToDocument(current.State))
            ? (new(WriteStatus.Written, current), null)
            : (await projects.UpdateAsync(current, changed, Change.BySystem, cancellationToken).ConfigureAwait(false), null);
    }

    private static async Task<(WriteResult<Project>? Outcome, IUserError? Error)> CreateAsync(
        UpsertProjectInput input, AggregateStore<Project> projects, CancellationToken cancellationToken)
    {
        var slug = input.Lookup.Slug ?? (EntityId.TryParse(input.Lookup.Id, null, out var given) && given.Type == "project" ? given.Key : null);
        if (input.ExpectedVersion is not null || slug is null)
            return (null, new InvalidInput(UserErrorCode.NotFound, "There is no such project.", ["input", "lookup"], "an id such as project/bomca-9 or a slug"));
        if (slug.Contains('/', StringComparison.Ordinal) || !EntityId.TryParse($"project/{slug}", null, out var id))
            return (null, new InvalidInput(UserErrorCode.Invalid, $"\"{slug}\" makes no id.", ["input", "lookup"], "letters, digits, dots, hyphens, as in bomca-9"));
        if (input.Patch.Name.Value is not { } name)
            return (null, new InvalidInput(UserErrorCode.Required, "There is no such project yet, and a new one needs a name.", ["input", "patch", "name"]));
        var project = PatchRules.Apply(input.Patch, new Project { Id = id.ToString(), Slug = slug, Name = PatchRules.Text(name), Publication = PublicationState.Draft });
        if (PatchRules.CheckResult(project) is { } error)
            return (null, error);
        try
        {
            return (await projects.InsertAsync(project, Change.BySystem, cancellationToken).ConfigureAwait(false), null);
        }
        catch (MongoDuplicateKeyException)
        {
            return (null, new InvalidInput(UserErrorCode.Duplicate, $"Another project has the slug {slug}.", ["input", "lookup"]));
        }
    }

    private static async Task<VersionConflict> ConflictAsync(
        UpsertProjectInput input, Stored<Project> current, AggregateStore<Project> projects, CancellationToken cancellationToken)
    {
        var history = await projects.HistoryAsync(current.Id, input.ExpectedVersion!.Value + 1, 1, cancellationToken).ConfigureAwait(false);
        var basis = history.Count > 0 && history[0].Version == input.ExpectedVersion ? history[0].Payload : null;
        var standing = BsonMapper.ToDocument(current.State);
        var submitted = BsonMapper.ToDocument(PatchRules.Apply(input.Patch, current.State));
        return new(
            $"{current.Id} is at version {current.Version}, the change was made from version {input.ExpectedVersion}. Look at both and submit again with the current version.",
            ["input", "expectedVersion"],
            current.Version,
            [.. PatchRules.Fields(input.Patch).Select(field => new FieldDifference(
                field, FieldText.Of(basis?.Find(field)), FieldText.Of(standing.Find(field)), FieldText.Of(submitted.Find(field))))]);
    }

    private static UpsertProjectPayload Refused(IUserError error) => new(null, [error]);
}

internal sealed record UpsertProjectPayload(Stored<Project>? Project, IReadOnlyList<IUserError> UserErrors);
