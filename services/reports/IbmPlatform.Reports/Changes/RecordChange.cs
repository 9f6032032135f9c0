using IbmPlatform.Reports.Following;
using IbmPlatform.ServiceDefaults;
using IbmPlatform.ServiceDefaults.Streams;
using IbmPlatform.Values;
using Microsoft.Extensions.DependencyInjection;

namespace IbmPlatform.Reports.Changes;

/// <summary>Keeps every version of one kind of entity for the feed; the same version again changes nothing unless its owner was restored.</summary>
internal sealed class RecordChange<T>([FromKeyedServices(ReportsService.ServiceName)] ServiceDatabase database) : IEventHandler<AggregateChanged<T>>
    where T : class
{
    private readonly ReadModel<ChangeEntry> changes = database.ReadModel<ChangeEntry>(Collections.Changes);

    public Task ApplyAsync(AggregateChanged<T> message, CancellationToken cancellationToken) => changes.ApplyAsync(
        ChangeEntry.IdOf(message.Id, message.Version),
        message.Epoch,
        message.Version,
        new ChangeEntry(
            message.Id, EntityTypes.Of(message.Id), message.Version, message.Kind, message.OccurredAt, message.ChangedFields, message.MergedInto,
            Owners.Of(message.State, message.By)),
        cancellationToken);
}
