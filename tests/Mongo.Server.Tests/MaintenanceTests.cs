using IbmPlatform.Mongo.Client;
using IbmPlatform.Mongo.Protocol;
using IbmPlatform.Mongo.Server.Storage;

namespace IbmPlatform.Mongo.Server.Tests;

public sealed class MaintenanceTests : IDisposable
{
    private readonly string folder = ServerFixture.NewDirectory();

    [Fact]
    public async Task Verify_finds_a_sound_directory_sound()
    {
        var directory = await Filled();
        var (code, output, error) = await Run("verify", "--data-dir", directory);
        Assert.Equal((0, ""), (code, error));
        Assert.Contains("test: sound", output, StringComparison.Ordinal);
        Assert.Contains("other: sound", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Verify_names_the_row_the_index_and_the_file_that_are_damaged()
    {
        var directory = await Filled();
        using (var connection = SqliteConnection.Open(Path.Combine(directory, "test.mongo.db"), create: false))
        {
            connection.Execute("UPDATE c1 SET doc = zeroblob(40) WHERE id = 3");
            connection.Execute("DELETE FROM i1 WHERE id = 5");
        }

        File.WriteAllText(Path.Combine(directory, "other.mongo.db"), "nothing that SQLite knows");
        var (code, _, error) = await Run("verify", "--data-dir", directory);
        Assert.Equal(1, code);
        Assert.Contains("test.things: Document in row 3", error, StringComparison.Ordinal);
        Assert.Contains("the entry of row 5 is missing", error, StringComparison.Ordinal);
        Assert.Contains("other.mongo.db", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_byte_that_is_flipped_in_a_page_is_found_or_does_not_matter()
    {
        var directory = await Filled();
        var path = Path.Combine(directory, "test.mongo.db");
        var sound = File.ReadAllBytes(path);
        var random = new Random(20_261_122);
        var found = 0;
        for (var i = 0; i < 40; i++)
        {
            var damaged = (byte[])sound.Clone();
            damaged[random.Next(4096, damaged.Length)] ^= (byte)(1 << random.Next(8));
            File.WriteAllBytes(path, damaged);
            var faults = await Server.Maintenance.DirectoryCheck.OfDatabaseAsync("test", path);
            found += faults.Count > 0 ? 1 : 0;
            if (faults.Count == 0)
                Assert.Equal(200, await CountReadable(directory));
        }

        Assert.True(found > 20, $"only {found} of 40 flips were found");
    }

    [Fact]
    public async Task A_backup_taken_under_writers_restores_to_one_commit_of_each_database()
    {
        await using var server = ServerFixture.Start();
        await server.Run("{'createIndexes': 'things', 'indexes': [{'key': {'n': 1}, 'name': 'n', 'unique': true}]}");
        var file = Path.Combine(folder, "all.backup");
        using var stop = new CancellationTokenSource();
        var writers = Enumerable.Range(0, 4).Select(w => Write(server, w, stop.Token)).ToList();
        while (await server.Things.CountDocumentsAsync([]) < 50)
            await Task.Delay(5);
        var reply = await server.Client.GetDatabase("admin").RunCommandAsync(new BsonDocument("backup", file));
        await stop.CancelAsync();
        var written = await Task.WhenAll(writers);

        Assert.Equal("test", Assert.Single(reply["databases"].AsArray).AsString);
        var target = Path.Combine(folder, "restored");
        var (code, output, error) = await Run("restore", "--data-dir", target, "--from", file);
        Assert.True(code == 0, error);
        Assert.Contains("restored 1 databases (test)", output, StringComparison.Ordinal);
        await using var restored = ServerFixture.Reopen(target);
        Assert.InRange(await restored.Things.CountDocumentsAsync([]), 50, written.Sum());
        Assert.True((await restored.Run("{'validate': 'things'}"))["valid"].AsBoolean);
        Assert.Equal(["_id_", "n"], (await restored.Things.ListIndexesAsync()).Select(i => i["name"].AsString));
    }

    [Fact]
    public async Task A_backup_of_a_stopped_directory_restores_and_never_over_another()
    {
        var directory = await Filled();
        var file = Path.Combine(folder, "all.backup");
        Assert.Equal(0, (await Run("backup", "--data-dir", directory, "--to", file)).Code);
        Assert.Contains("exists already", (await Run("backup", "--data-dir", directory, "--to", file)).Error, StringComparison.Ordinal);
        Assert.Contains("holds databases already", (await Run("restore", "--data-dir", directory, "--from", file)).Error, StringComparison.Ordinal);
        var target = Path.Combine(folder, "restored");
        Assert.Equal(0, (await Run("restore", "--data-dir", target, "--from", file)).Code);
        Assert.Equal(200, await CountReadable(target));
    }

    [Theory]
    [InlineData(0.5, true)]
    [InlineData(0.3, false)]
    public async Task A_damaged_backup_restores_nothing(double at, bool cut)
    {
        var directory = await Filled();
        var file = Path.Combine(folder, "all.backup");
        Assert.Equal(0, (await Run("backup", "--data-dir", directory, "--to", file)).Code);
        var bytes = File.ReadAllBytes(file);
        var place = (int)(bytes.Length * at);
        bytes[place] ^= 0x20;
        File.WriteAllBytes(file, cut ? bytes[..place] : bytes);
        var target = Path.Combine(folder, "restored");
        var (code, _, error) = await Run("restore", "--data-dir", target, "--from", file);
        Assert.Equal(1, code);
        Assert.Contains(file, error, StringComparison.Ordinal);
        Assert.Equal(["server.lock"], Directory.GetFiles(target).Select(Path.GetFileName));
    }

    [Fact]
    public async Task A_backup_whose_manifest_was_changed_restores_nothing_under_another_name()
    {
        var directory = await Filled();
        var file = Path.Combine(folder, "all.backup");
        Assert.Equal(0, (await Run("backup", "--data-dir", directory, "--to", file)).Code);
        using (var archive = System.IO.Compression.ZipFile.Open(file, System.IO.Compression.ZipArchiveMode.Update))
        {
            var entry = archive.GetEntry("backup.json")!;
            using var reader = new StreamReader(entry.Open());
            var changed = reader.ReadToEnd().Replace("\"Name\":\"test\"", "\"Name\":\"tesu\"", StringComparison.Ordinal);
            reader.Dispose();
            entry.Delete();
            using var writer = new StreamWriter(archive.CreateEntry("backup.json").Open());
            writer.Write(changed);
        }

        var (code, _, error) = await Run("restore", "--data-dir", Path.Combine(folder, "restored"), "--from", file);
        Assert.Equal(1, code);
        Assert.Contains("its manifest fails its checksum", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_restore_that_was_cut_by_a_kill_is_not_served_and_can_be_done_again()
    {
        var directory = await Filled();
        var file = Path.Combine(folder, "all.backup");
        Assert.Equal(0, (await Run("backup", "--data-dir", directory, "--to", file)).Code);
        var target = Directory.CreateDirectory(Path.Combine(folder, "restored")).FullName;
        UnfinishedRestore.Begin(target);
        File.Copy(Path.Combine(directory, "test.mongo.db"), Path.Combine(target, "test.mongo.db"));
        File.WriteAllText(Path.Combine(target, "other.mongo.db"), "half of it");

        var refused = Assert.Throws<MongoServerException>(() => MongoServer.Start(new MongoServerOptions { DataDirectory = target }));
        Assert.Contains("was cut short", refused.Message, StringComparison.Ordinal);
        Assert.Contains("was cut short", (await Run("verify", "--data-dir", target)).Error, StringComparison.Ordinal);
        Assert.Equal(0, (await Run("restore", "--data-dir", target, "--from", file)).Code);
        Assert.Equal(200, await CountReadable(target));
    }

    [Fact]
    public async Task A_backup_under_16_writers_restores_a_sound_directory()
    {
        await using var server = ServerFixture.Start();
        await server.Run("{'createIndexes': 'things', 'indexes': [{'key': {'n': 1}, 'name': 'n', 'unique': true}, {'key': {'tags': 1}, 'name': 'tags'}]}");
        using var stop = new CancellationTokenSource();
        var writers = Enumerable.Range(0, 16).Select(w => Write(server, w, stop.Token)).ToList();
        while (await server.Things.CountDocumentsAsync([]) < 100)
            await Task.Delay(5);
        for (var i = 0; i < 3; i++)
        {
            var file = Path.Combine(folder, $"{i}.backup");
            await server.Client.GetDatabase("admin").RunCommandAsync(new BsonDocument("backup", file));
            var target = Path.Combine(folder, $"restored{i}");
            Assert.Equal((0, ""), ((await Run("restore", "--data-dir", target, "--from", file)) is var (code, _, error) ? (code, error) : default));
            Assert.Equal((0, ""), ((await Run("verify", "--data-dir", target)) is var (verified, _, faults) ? (verified, faults) : default));
        }

        await stop.CancelAsync();
        await Task.WhenAll(writers);
        Assert.Equal(["0.backup", "1.backup", "2.backup"], Directory.GetFiles(folder).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Backup_is_asked_on_admin_with_an_absolute_path()
    {
        await using var server = ServerFixture.Start();
        Assert.Equal(13, (await server.Refused("{'backup': '/tmp/x'}")).Code);
        var refused = await Assert.ThrowsAnyAsync<MongoCommandException>(
            () => server.Client.GetDatabase("admin").RunCommandAsync(new BsonDocument("backup", "relative.backup")));
        Assert.Equal(2, refused.Code);
        var nowhere = await Assert.ThrowsAnyAsync<MongoCommandException>(
            () => server.Client.GetDatabase("admin").RunCommandAsync(new BsonDocument("backup", Path.Combine(folder, "none", "x.backup"))));
        Assert.Contains("cannot be written", nowhere.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_command_line_that_is_not_understood_shows_the_right_ones()
    {
        var (code, _, error) = await Run("restore", "--data-dir", folder);
        Assert.Equal(2, code);
        Assert.Contains("restore --data-dir <directory> --from <file>", error, StringComparison.Ordinal);
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private static async Task<int> Write(ServerFixture server, int writer, CancellationToken stop)
    {
        var n = 0;
        for (; !stop.IsCancellationRequested; n++)
            await server.Things.InsertOneAsync(new BsonDocument { ["n"] = writer * 1_000_000 + n }, CancellationToken.None);
        return n;
    }

    private static async Task<long> CountReadable(string directory)
    {
        var server = ServerFixture.Reopen(directory);
        var count = (await server.Things.Find([]).ToListAsync()).Count;
        await server.Stop();
        return count;
    }

    private static async Task<(int Code, string Output, string Error)> Run(params string[] arguments)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var code = await Server.Maintenance.MaintenanceProgram.RunAsync(arguments, output, error);
        return (code, output.ToString(), error.ToString());
    }

    private async Task<string> Filled()
    {
        var directory = Path.Combine(folder, "data");
        var server = ServerFixture.Reopen(directory);
        await server.Run("{'createIndexes': 'things', 'indexes': [{'key': {'a': 1}, 'name': 'a'}]}");
        await server.Insert([.. Enumerable.Range(1, 200).Select(i => $"{{'_id': {i}, 'a': {i % 7}, 'text': '{new string('x', 200)}'}}")]);
        await server.Client.GetDatabase("other").GetCollection<BsonDocument>("more").InsertOneAsync(new BsonDocument("_id", 1));
        await server.Stop();
        return directory;
    }
}
