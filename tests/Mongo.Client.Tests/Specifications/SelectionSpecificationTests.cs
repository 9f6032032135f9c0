using System.Collections.Immutable;
using System.Text.Json;
using IbmPlatform.Mongo.Client.Connections;
using IbmPlatform.Mongo.Client.Topology;
using IbmPlatform.Mongo.Protocol;

namespace IbmPlatform.Mongo.Client.Tests.Specifications;

/// <summary>Server selection and max staleness: which servers are fit, which of them are near, and how the average of round trips moves.</summary>
public sealed class SelectionSpecificationTests
{
    [Theory, InlineData("server-selection/tests/server_selection"), InlineData("max-staleness/tests")]
    public Task Servers_are_selected_as_published(string folder) => SpecificationFiles.RunAllAsync(
        SpecificationFiles.Under(folder)
            .Select(f => (f.Name, (Func<Task>)(() =>
            {
                Check(f.Json);
                return Task.CompletedTask;
            }))));

    [Fact]
    public Task The_average_of_round_trips_moves_as_published() => SpecificationFiles.RunAllAsync(
        SpecificationFiles.Under("server-selection/tests/rtt").Select(f => (f.Name, (Func<Task>)(() =>
        {
            var average = f.Json.GetProperty("avg_rtt_ms") is { ValueKind: JsonValueKind.Number } known ? TimeSpan.FromMilliseconds(known.GetDouble()) : (TimeSpan?)null;
            var next = RoundTripAverage.Next(average, TimeSpan.FromMilliseconds(f.Json.GetProperty("new_rtt_ms").GetDouble()));
            Assert.Equal(f.Json.GetProperty("new_avg_rtt").GetDouble(), next.TotalMilliseconds, tolerance: 0.001);
            return Task.CompletedTask;
        }))));

    private static void Check(JsonElement test)
    {
        var heartbeat = test.TryGetProperty("heartbeatFrequencyMS", out var frequency) ? TimeSpan.FromMilliseconds(frequency.GetInt32()) : MongoSettings.DefaultHeartbeat;
        var description = test.GetProperty("topology_description");
        var servers = description.GetProperty("servers").EnumerateArray().Select(Describe).ToImmutableDictionary(s => s.Address);
        var topology = new TopologyDescription(Enum.Parse<TopologyKind>(description.GetProperty("type").GetString()!), servers);
        var avoided = test.TryGetProperty("deprioritized_servers", out var list) ? list.EnumerateArray().Select(Address).ToHashSet() : null;
        if (test.TryGetProperty("error", out var error) && error.GetBoolean())
        {
            Assert.ThrowsAny<Exception>(() => ServerSelector.Suitable(topology, Preference(test), heartbeat));
            return;
        }
        var isWrite = test.TryGetProperty("operation", out var operation) && operation.GetString() == "write";
        var suitable = ServerSelector.Suitable(topology, isWrite ? ReadPreference.Primary : Preference(test), heartbeat, avoided);
        Assert.Equal(Addresses(test, "suitable_servers"), suitable.Select(s => s.Address.ToString()).Order());
        Assert.Equal(Addresses(test, "in_latency_window"), ServerSelector.Near(suitable, TimeSpan.FromMilliseconds(15)).Select(s => s.Address.ToString()).Order());
    }

    private static ServerDescription Describe(JsonElement server)
    {
        var hello = new BsonDocument();
        if (server.TryGetProperty("tags", out var tags))
            hello["tags"] = ExtendedJson.Parse(tags.GetRawText());
        if (server.TryGetProperty("lastWrite", out var write))
            hello["lastWrite"] = new BsonDocument("lastWriteDate", new BsonDateTime(Milliseconds(write.GetProperty("lastWriteDate"))));
        return new ServerDescription(Address(server), SpecificationNames.Read(server.GetProperty("type").GetString()!), new HelloReply { Document = hello })
        {
            RoundTrip = TimeSpan.FromMilliseconds(server.TryGetProperty("avg_rtt_ms", out var roundTrip) ? roundTrip.GetDouble() : 0),
            At = DateTimeOffset.FromUnixTimeMilliseconds(server.TryGetProperty("lastUpdateTime", out var at) ? Milliseconds(at) : 0),
        };
    }

    private static ReadPreference Preference(JsonElement test)
    {
        var preference = test.GetProperty("read_preference");
        var mode = preference.TryGetProperty("mode", out var name) ? Enum.Parse<ReadPreferenceMode>(name.GetString()!, ignoreCase: true) : ReadPreferenceMode.Primary;
        var sets = preference.TryGetProperty("tag_sets", out var list)
            ? list.EnumerateArray().Select(s => (IReadOnlyDictionary<string, string>)s.EnumerateObject().ToDictionary(t => t.Name, t => t.Value.GetString()!)).ToList()
            : null;
        return new ReadPreference(
            mode, sets, preference.TryGetProperty("maxStalenessSeconds", out var seconds) ? TimeSpan.FromSeconds(seconds.GetInt32()) : null);
    }

    private static IEnumerable<string> Addresses(JsonElement test, string name) => test.GetProperty(name).EnumerateArray().Select(s => Address(s).ToString()).Order();

    private static ServerAddress Address(JsonElement server) => ServerAddress.Parse(server.GetProperty("address").GetString()!);

    private static long Milliseconds(JsonElement value) =>
        value.ValueKind == JsonValueKind.Number ? value.GetInt64() : long.Parse(value.GetProperty("$numberLong").GetString()!);
}
