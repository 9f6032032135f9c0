using System.Net;
using System.Net.Sockets;
using IbmPlatform.Mongo.Client;
using IbmPlatform.Mongo.Protocol;
using IbmPlatform.Testing;

namespace IbmPlatform.Mongo.Server.Tests;

public sealed class LocalSocketTests : IDisposable
{
    private readonly string directory = ServerFixture.NewDirectory();

    private string SocketPath => Path.Combine(directory, "mongodb.sock");

    [Fact]
    public async Task A_client_connects_by_the_path_of_a_socket_that_is_its_users_alone_and_gone_with_the_server()
    {
        await using (var server = Start())
        {
            Assert.Null(server.EndPoint);
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, Mode());
            await using var client = MongoClient.Create($"mongodb://{Uri.EscapeDataString(SocketPath)}/?serverSelectionTimeoutMS=10000");
            var things = client.GetDatabase("test").GetCollection<BsonDocument>("things");
            await Task.WhenAll(Enumerable.Range(0, 50).Select(n => things.InsertOneAsync(new BsonDocument("_id", n))));
            Assert.Equal(50, await things.CountDocumentsAsync([]));
        }

        Assert.False(File.Exists(SocketPath));
    }

    [Fact]
    public async Task The_Node_driver_connects_by_it()
    {
        var driver = await NodeProgram.InstallAsync("tests", "Mongo.Server.Tests", "driver");
        await using var server = Start();
        var (code, output, errors) = await driver.RunAsync("local.mjs", SocketPath);
        Assert.True(code == 0, errors);
        Assert.Equal("ok", output.Trim());
    }

    [Fact]
    public async Task What_a_killed_server_left_behind_is_replaced_and_what_another_listens_on_is_not()
    {
        using (var left = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified))
        {
            left.Bind(new UnixDomainSocketEndPoint(SocketPath));
            // Disposing would remove the file, which a kill does not.
            File.Move(SocketPath, SocketPath + ".kept");
        }

        File.Move(SocketPath + ".kept", SocketPath);
        await using var server = Start();
        var taken = Assert.Throws<MongoServerException>(() => Start("other"));
        Assert.Contains("another process's, which answers on it", taken.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_in_its_place_is_kept_and_a_path_that_is_too_long_is_told()
    {
        await File.WriteAllTextAsync(SocketPath, "");
        Assert.Contains("is a file", Assert.Throws<MongoServerException>(() => Start()).Message, StringComparison.Ordinal);
        Assert.True(File.Exists(SocketPath));
        var options = new MongoServerOptions { DataDirectory = Path.Combine(directory, "data"), UnixSocket = "/tmp/" + new string('x', 200) };
        Assert.Contains("longer than the 103 bytes", Assert.Throws<MongoServerException>(() => MongoServer.Start(options)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_port_that_is_taken_leaves_no_socket_behind()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var options = new MongoServerOptions { DataDirectory = Path.Combine(directory, "data"), UnixSocket = SocketPath, EndPoint = (IPEndPoint)other.LocalEndpoint };
        Assert.Contains("is taken by another process", Assert.Throws<MongoServerException>(() => MongoServer.Start(options)).Message, StringComparison.Ordinal);
        Assert.False(File.Exists(SocketPath));
        await using var server = Start();
        Assert.True(File.Exists(SocketPath));
    }

    public void Dispose() => Directory.Delete(directory, recursive: true);

    private UnixFileMode Mode() => OperatingSystem.IsWindows() ? default : File.GetUnixFileMode(SocketPath);

    private MongoServer Start(string data = "data") =>
        MongoServer.Start(new MongoServerOptions { DataDirectory = Path.Combine(directory, data), UnixSocket = SocketPath });
}
