using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using IbmPlatform.Mongo.Client;
using IbmPlatform.Mongo.Protocol;
using IbmPlatform.Testing;

namespace IbmPlatform.Mongo.Server.Tests;

public sealed class TlsTests : IDisposable
{
    private readonly string directory = Directory.CreateTempSubdirectory("ibm-mongo-tls-").FullName;
    private readonly X509Certificate2 authority;

    public TlsTests()
    {
        using var key = ECDsa.Create();
        var request = new CertificateRequest("CN=Test authority", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, false, 0, true));
        authority = request.CreateSelfSigned(TimeProvider.System.GetUtcNow().AddDays(-1), TimeProvider.System.GetUtcNow().AddDays(2));
        File.WriteAllText(AuthorityFile, authority.ExportCertificatePem());
    }

    private string AuthorityFile => Path.Combine(directory, "authority.pem");

    [Fact]
    public async Task Our_client_writes_and_reads_what_is_large_and_what_is_small()
    {
        await using var server = Start(IPAddress.Loopback);
        await using var client = Connect(server, $"&tls=true&tlsCAFile={Uri.EscapeDataString(AuthorityFile)}");
        var things = client.GetDatabase("test").GetCollection<BsonDocument>("things");
        await things.InsertManyAsync([.. Enumerable.Range(0, 300).Select(n => new BsonDocument { ["_id"] = n, ["text"] = new string('x', n * 20) })]);

        Assert.Equal(300, await things.Find([]).CountAsync(TestContext.Current.CancellationToken));
        Assert.Equal(5980, (await things.FindOneAsync(new BsonDocument("_id", 299)))!["text"].AsString.Length);
    }

    [Fact]
    public async Task A_certificate_for_another_name_is_refused_by_our_client()
    {
        await using var server = Start(IPAddress.Parse("127.0.0.2"));
        await using var client = Connect(server, $"&tls=true&tlsCAFile={Uri.EscapeDataString(AuthorityFile)}&serverSelectionTimeoutMS=2000");
        await Assert.ThrowsAnyAsync<MongoException>(() => client.GetDatabase("test").RunCommandAsync(new BsonDocument("ping", 1)));
    }

    [Fact]
    public async Task A_client_that_speaks_no_TLS_is_turned_away_and_keeps_nobody_else_out()
    {
        await using var server = Start(IPAddress.Loopback);
        using var silent = new TcpClient();
        await silent.ConnectAsync(IPAddress.Loopback, server.Server.EndPoint!.Port);
        using var plain = new TcpClient();
        await plain.ConnectAsync(IPAddress.Loopback, server.Server.EndPoint.Port);
        await plain.GetStream().WriteAsync("GET / HTTP/1.1\r\n\r\n"u8.ToArray(), TestContext.Current.CancellationToken);
        Assert.InRange(await ReadToEndAsync(plain), 0, 100);

        await using var client = Connect(server, $"&tls=true&tlsCAFile={Uri.EscapeDataString(AuthorityFile)}");
        Assert.Equal(1, (await client.GetDatabase("test").RunCommandAsync(new BsonDocument("ping", 1)))["ok"].ToDouble());
    }

    [Fact]
    public async Task The_Node_driver_verifies_the_certificate_and_writes()
    {
        var driver = await NodeProgram.InstallAsync("tests", "Mongo.Server.Tests", "driver");
        await using var right = Start(IPAddress.Loopback);
        await using var wrong = Start(IPAddress.Parse("127.0.0.2"));
        var (code, output, errors) = await driver.RunAsync("tls.mjs", Port(right), Port(wrong), AuthorityFile);
        Assert.True(code == 0, errors);
        Assert.Equal("ok", output.Trim());
    }

    [Fact]
    public async Task Mongosh_verifies_the_certificate()
    {
        await NodeProgram.InstallAsync("tests", "Mongo.Server.Tests", "mongosh");
        await using var right = Start(IPAddress.Loopback);
        await using var wrong = Start(IPAddress.Parse("127.0.0.2"));
        Assert.Equal((0, "{\"ok\":1}"), await MongoshAsync(right));
        Assert.NotEqual(0, (await MongoshAsync(wrong)).Code);
    }

    [Fact]
    public void Files_that_are_no_certificate_and_key_are_named()
    {
        File.WriteAllText(Path.Combine(directory, "empty.pem"), "nothing");
        var missing = Path.Combine(directory, "missing.pem");
        foreach (var (certificate, key) in (ReadOnlySpan<(string, string)>)[(missing, missing), (AuthorityFile, Path.Combine(directory, "empty.pem"))])
        {
            var fault = Assert.Throws<MongoServerException>(() => ServerFixture.With(o => WithTls(o, new ServerTls(certificate, key))));
            Assert.Contains(certificate, fault.Message, StringComparison.Ordinal);
        }
    }

    public void Dispose()
    {
        authority.Dispose();
        Directory.Delete(directory, recursive: true);
    }

    private ServerFixture Start(IPAddress name)
    {
        using var key = ECDsa.Create();
        var request = new CertificateRequest("CN=Test server", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(name);
        request.CertificateExtensions.Add(names.Build());
        using var certificate = request.Create(
            authority, TimeProvider.System.GetUtcNow().AddDays(-1), TimeProvider.System.GetUtcNow().AddDays(1), Guid.NewGuid().ToByteArray());
        var (certificateFile, keyFile) = (Path.Combine(directory, $"{name}.pem"), Path.Combine(directory, $"{name}.key"));
        File.WriteAllText(certificateFile, certificate.ExportCertificatePem());
        File.WriteAllText(keyFile, key.ExportPkcs8PrivateKeyPem());
        return ServerFixture.With(options => WithTls(options, new ServerTls(certificateFile, keyFile)));
    }

    private static MongoServerOptions WithTls(MongoServerOptions options, ServerTls tls) =>
        options with { EndPoint = new IPEndPoint(IPAddress.Loopback, 0), Tls = tls };

    private static MongoClient Connect(ServerFixture server, string options) => MongoClient.Create($"mongodb://127.0.0.1:{Port(server)}/?{options[1..]}");

    private static string Port(ServerFixture server) => server.Server.EndPoint!.Port.ToString(CultureInfo.InvariantCulture);

    private async Task<(int Code, string Output)> MongoshAsync(ServerFixture server)
    {
        var shell = RepositoryRoot.Combine("tests", "Mongo.Server.Tests", "mongosh", "node_modules", ".bin", "mongosh");
        using var process = Process.Start(new ProcessStartInfo(shell,
            ["--quiet", "--norc", "--tls", "--tlsCAFile", AuthorityFile, "--eval", "EJSON.stringify(db.adminCommand({ ping: 1 }))",
                $"mongodb://127.0.0.1:{Port(server)}/test?serverSelectionTimeoutMS=5000"])
        {
            RedirectStandardOutput = true,
        })!;
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, output.Trim());
    }

    private static async Task<long> ReadToEndAsync(TcpClient client)
    {
        using var answer = new MemoryStream();
        try
        {
            await client.GetStream().CopyToAsync(answer);
        }
        catch (IOException)
        {
            // Closed with what it sent unread, the connection is reset: an end like any other.
        }

        return answer.Length;
    }
}
