using System.Collections.Concurrent;
using System.Text.Json;
using IbmPlatform.Mongo.Client.Connections;

namespace IbmPlatform.Mongo.Client.Tests.Specifications;

/// <summary>Connection Monitoring and Pooling: the unit tests, whose connections lead nowhere.</summary>
public sealed class PoolSpecificationTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [Fact]
    public Task Pools_behave_as_published() => SpecificationFiles.RunAllAsync(
        SpecificationFiles.Under("connection-monitoring-and-pooling/tests/cmap-format")
            .Where(f => f.Json.GetProperty("style").GetString() == "unit")
            .Select(f => (f.Name, (Func<Task>)(() => new Run().PassAsync(f.Json)))));

    private sealed class Run
    {
        private readonly ConcurrentQueue<PoolEvent> events = new();
        private readonly ConcurrentDictionary<string, Connection> connections = new();
        private readonly Dictionary<string, Task> threads = [];
        private ConnectionPool pool = null!;

        public async Task PassAsync(JsonElement test)
        {
            pool = Create(test.TryGetProperty("poolOptions", out var options) ? options : default);
            var fault = await Record.ExceptionAsync(async () =>
            {
                foreach (var operation in test.GetProperty("operations").EnumerateArray())
                    await ExecuteAsync(operation);
            });
            await pool.DisposeAsync();
            if (!test.TryGetProperty("error", out var error))
                Assert.True(fault is null, fault?.ToString());
            else
                CheckError(error, fault);
            CheckEvents(test);
        }

        private ConnectionPool Create(JsonElement options)
        {
            int Number(string name, int otherwise) => options.ValueKind == JsonValueKind.Object && options.TryGetProperty(name, out var value) ? value.GetInt32() : otherwise;
            TimeSpan Time(string name) => Number(name, -1) is > 0 and var number ? TimeSpan.FromMilliseconds(number) : Timeout.InfiniteTimeSpan;
            var address = new ServerAddress("pool", 1);
            var settings = new MongoSettings
            {
                Seeds = [address],
                MaxPoolSize = Number("maxPoolSize", 100),
                MinPoolSize = Number("minPoolSize", 0),
                MaxConnecting = Number("maxConnecting", 2),
                MaxIdleTime = Time("maxIdleTimeMS"),
                WaitQueueTimeout = Time("waitQueueTimeoutMS"),
            };
            return new ConnectionPool(
                settings, TimeProvider.System, address,
                (generation, _) => ValueTask.FromResult(new Connection(Stream.Null, address, TimeProvider.System) { Generation = generation }),
                (_, _) => { }, events.Enqueue)
            {
                MaintenanceInterval = TimeSpan.FromMilliseconds(Number("backgroundThreadIntervalMS", 1000)),
            };
        }

        private async Task ExecuteAsync(JsonElement operation)
        {
            string? Text(string name) => operation.TryGetProperty(name, out var text) ? text.GetString() : null;
            switch (Text("name"))
            {
                case "start":
                    threads[Text("target")!] = Task.CompletedTask;
                    break;
                case "wait":
                    await Task.Delay(operation.GetProperty("ms").GetInt32());
                    break;
                case "waitForThread":
                    await threads[Text("target")!].WaitAsync(Patience);
                    break;
                case "waitForEvent":
                    await WaitForEventAsync(Text("event")!, operation.GetProperty("count").GetInt32());
                    break;
                case "ready":
                    pool.Ready();
                    break;
                case "clear":
                    pool.Clear(pool.Generation, operation.TryGetProperty("interruptInUseConnections", out var interrupt) && interrupt.GetBoolean());
                    break;
                case "close":
                    await pool.DisposeAsync();
                    break;
                case "checkIn":
                    pool.Return(connections[Text("connection")!]);
                    break;
                case "checkOut" when Text("thread") is { } thread:
                    threads[thread] = Then(threads[thread], Text("label"));
                    break;
                case "checkOut":
                    await CheckOutAsync(Text("label"));
                    break;
                case var other:
                    throw new NotSupportedException(other);
            }
        }

        private async Task Then(Task before, string? label)
        {
            await before;
            await CheckOutAsync(label);
        }

        private async Task CheckOutAsync(string? label)
        {
            var connection = await pool.TakeAsync(CancellationToken.None);
            if (label is not null)
                connections[label] = connection;
        }

        private async Task WaitForEventAsync(string kind, int count)
        {
            using var limit = new CancellationTokenSource(Patience);
            while (events.Count(e => e.Kind.ToString() == kind) < count)
                await Task.Delay(2, limit.Token);
        }

        private static void CheckError(JsonElement error, Exception? fault)
        {
            Assert.Contains(error.GetProperty("message").GetString()!, fault?.Message, StringComparison.Ordinal);
            Assert.True(error.GetProperty("type").GetString() switch
            {
                "PoolClosedError" => fault is PoolUnavailableException { IsClosed: true },
                "PoolClearedError" => fault is PoolUnavailableException { IsClosed: false },
                "WaitQueueTimeoutError" => fault is MongoTimeoutException,
                _ => false,
            }, fault?.ToString());
        }

        private void CheckEvents(JsonElement test)
        {
            var ignored = test.TryGetProperty("ignore", out var list) ? list.EnumerateArray().Select(i => i.GetString()).ToHashSet() : [];
            var actual = events.Where(e => !ignored.Contains(e.Kind.ToString())).ToList();
            var expected = test.GetProperty("events").EnumerateArray().ToList();
            var told = string.Join(", ", actual);
            Assert.True(actual.Count >= expected.Count, told);
            foreach (var (one, other) in expected.Zip(actual))
            {
                Assert.True(one.GetProperty("type").GetString() == other.Kind.ToString(), told);
                if (one.TryGetProperty("reason", out var reason))
                    Assert.Equal(reason.GetString(), other.Reason);
                if (one.TryGetProperty("connectionId", out var id))
                    Assert.True(id.GetInt32() == 42 ? other.ConnectionId is not null : id.GetInt32() == other.ConnectionId, told);
                if (one.TryGetProperty("duration", out _))
                    Assert.NotNull(other.Duration);
            }
        }
    }
}
