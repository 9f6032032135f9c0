using IbmPlatform.Mongo.Protocol;
using IbmPlatform.Reports.Following;
using IbmPlatform.ServiceDefaults;
using IbmPlatform.ServiceDefaults.Streams;
using IbmPlatform.Testing;
using IbmPlatform.Values;
using Microsoft.Extensions.DependencyInjection;

namespace IbmPlatform.Reports.Tests;

/// <summary>The reports service with no other: a test hands it the events of others, in the order that the test wants.</summary>
internal static class ReportsAlone
{
    private static readonly string[] ReadModels =
    [
        Collections.Projects, Collections.Names, Collections.Regions, Collections.Documents, Collections.Participations, Collections.Lines,
        Collections.Rates, Collections.Search, Collections.Changes,
    ];

    public static Task<RunningServices> StartAsync() => RunningServices.StartAsync(platform => platform.Add(new ReportsService()));

    /// <summary>Applies an event as the queue would bring it.</summary>
    public static Task ReceiveAsync<T>(this RunningServices running, AggregateChanged<T> message)
        where T : class =>
        running.Services.GetServices<ISubscription>().OfType<Subscription<T>>().Single().ReceiveAsync(message, CancellationToken.None);

    /// <summary>All that the service keeps of others, as text; but for the feed's numbers, which tell in which order it came.</summary>
    public static async Task<string> DumpAsync(this RunningServices running)
    {
        var database = running.Services.GetRequiredKeyedService<ServiceDatabase>(ReportsService.ServiceName);
        Assert.Equal(0, await database.Parked.CountAsync(CancellationToken.None));
        var lines = new List<string>();
        foreach (var collection in ReadModels)
        {
            var documents = new List<string>();
            await foreach (var document in database.Database.GetCollection<BsonDocument>(collection).Find([], null, CancellationToken.None))
            {
                if (collection == Collections.Changes)
                    document["state"].AsDocument.Remove("sequence");
                documents.Add($"{collection} {document}");
            }
            lines.AddRange(documents.Order(StringComparer.Ordinal));
        }
        return string.Join('\n', lines);
    }
}
