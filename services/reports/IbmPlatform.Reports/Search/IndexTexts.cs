using IbmPlatform.Reports.Following;
using IbmPlatform.ServiceDefaults;
using IbmPlatform.ServiceDefaults.Streams;
using IbmPlatform.Values;
using Microsoft.Extensions.DependencyInjection;

namespace IbmPlatform.Reports.Search;

/// <summary>Keeps the texts of one kind of entity for search.</summary>
internal sealed class IndexTexts<T>([FromKeyedServices(ReportsService.ServiceName)] ServiceDatabase database) : IEventHandler<AggregateChanged<T>>
    where T : class
{
    private readonly ReadModel<SearchEntry> entries = database.ReadModel<SearchEntry>(Collections.Search);

    public Task ApplyAsync(AggregateChanged<T> message, CancellationToken cancellationToken) => entries.ApplyAsync(
        message.Id, message.Epoch, message.Version, message.State is null ? null : SearchEntry.Of(message.Id, Passages.Of(message.State)),
        cancellationToken);
}
