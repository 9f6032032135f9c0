using IbmPlatform.ServiceDefaults.Streams;
using IbmPlatform.Values;

namespace IbmPlatform.Reports.Changes;

/// <summary>Keeps every version of one kind of entity for the feed.</summary>
internal sealed class RecordChange<T>(ChangeLog log) : IEventHandler<AggregateChanged<T>>
    where T : class
{
    public Task ApplyAsync(AggregateChanged<T> message, CancellationToken cancellationToken) => log.AppendAsync(
        new ChangeEntry(
            message.Id, EntityTypes.Of(message.Id), message.Version, message.Kind, message.OccurredAt, message.ChangedFields, message.MergedInto,
            Owners.Of(message.State, message.By)),
        message.Epoch,
        cancellationToken);
}
