using System.Diagnostics;
using IbmPlatform.Mongo.Client;
using IbmPlatform.Mongo.Protocol;

namespace IbmPlatform.Mongo.Server.Tests;

/// <summary>A volume of a few megabytes that fills up; needs the right to mount one.</summary>
public sealed class DiskFullTests
{
    [Fact]
    public async Task A_full_disk_refuses_the_write_and_loses_nothing_that_was_acknowledged()
    {
        var volume = ServerFixture.NewDirectory();
        if (!OperatingSystem.IsLinux() || await Run("mount", "-t", "tmpfs", "-o", "size=6m", "tmpfs", volume) != 0)
            Assert.Skip("mounting a small volume needs root on Linux");
        try
        {
            var filler = Path.Combine(volume, "filler");
            await File.WriteAllBytesAsync(filler, new byte[2 << 20]);
            var directory = Path.Combine(volume, "data");
            var server = ServerFixture.Reopen(directory);
            var (acknowledged, fault) = await Fill(server);
            Assert.Equal("OutOfDiskSpace", fault.CodeName);
            Assert.True(acknowledged > 5);
            Assert.Equal(acknowledged, await server.Things.CountDocumentsAsync([]));

            File.Delete(filler);
            await server.Insert("{'_id': 'after'}");
            Assert.True((await server.Run("{'validate': 'things'}"))["valid"].AsBoolean);
            await server.Stop();
            var again = ServerFixture.Reopen(directory);
            Assert.Equal(acknowledged + 1, await again.Things.CountDocumentsAsync([]));
            await again.Stop();
        }
        finally
        {
            Assert.Equal(0, await Run("umount", volume));
            Directory.Delete(volume);
        }
    }

    private static async Task<(int Acknowledged, MongoCommandException Fault)> Fill(ServerFixture server)
    {
        for (var n = 0; ; n++)
        {
            try
            {
                await server.Things.InsertOneAsync(new BsonDocument { ["_id"] = n, ["text"] = new string('x', 50_000) });
            }
            catch (MongoCommandException fault)
            {
                return (n, fault);
            }
        }
    }

    private static async Task<int> Run(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
        await process.WaitForExitAsync();
        return process.ExitCode;
    }
}
