using System.Globalization;
using IbmPlatform.Mongo.Client;
using IbmPlatform.Mongo.Protocol;

namespace IbmPlatform.Mongo.Server.Tests;

/// <summary>
/// The server is killed while 16 clients insert, change and delete, and while indexes, collections, users and backups are made.
/// IBM_KILL_CYCLES sets how often, IBM_DATA_FOLDER on which disk.
/// </summary>
public sealed class DurabilityTests(ITestOutputHelper output) : IDisposable
{
    private readonly string folder = Directory.CreateDirectory(Path.Combine(
        Environment.GetEnvironmentVariable("IBM_DATA_FOLDER") ?? Path.GetTempPath(), $"ibm-mongo-kill-{Guid.NewGuid():N}")).FullName;

    [Fact]
    public async Task Every_acknowledged_write_outlives_a_kill()
    {
        var cycles = int.Parse(Environment.GetEnvironmentVariable("IBM_KILL_CYCLES") ?? "5", CultureInfo.InvariantCulture);
        var directory = Path.Combine(folder, "data");
        var workload = new KillWorkload(folder);
        for (var cycle = 0; cycle < cycles; cycle++)
        {
            await using var server = await ServerProcess.Start(directory);
            await using var client = Connect(server.Port);
            await workload.PrepareAsync(client);
            var before = workload.Acknowledged;
            var running = workload.Start(client, cycle);
            while (workload.Acknowledged < before + 200 && !running.IsCompleted)
                await Task.Delay(10);
            await Task.Delay(Random.Shared.Next(300));
            await server.Kill();
            await running;
        }

        await using var last = await ServerProcess.Start(directory);
        await using var reader = Connect(last.Port);
        await workload.CheckAsync(reader);
        output.WriteLine($"{cycles} kills in {folder}: {workload.Acknowledged} acknowledged writes");
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private static MongoClient Connect(int port) =>
        MongoClient.Create(string.Create(CultureInfo.InvariantCulture, $"mongodb://127.0.0.1:{port}/?serverSelectionTimeoutMS=15000&retryWrites=false"));
}
