using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using IbmPlatform.Mongo.Protocol;

namespace IbmPlatform.Mongo.Client.Tests;

public sealed class TlsTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("mongo-tls-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task A_server_whose_authority_is_trusted_is_talked_to()
    {
        using var certificate = Certificate(IPAddress.Loopback);
        await using var server = new ScriptedServer { Certificate = certificate };
        await using var client = server.Connect($"&tls=true&tlsCAFile={Uri.EscapeDataString(Pem(certificate))}");

        await client.GetDatabase("test").RunCommandAsync(new BsonDocument("ping", 1));

        Assert.Single(server.Commands);
    }

    [Fact]
    public async Task A_server_whose_authority_is_unknown_is_refused()
    {
        using var certificate = Certificate(IPAddress.Loopback);
        await using var server = new ScriptedServer { Certificate = certificate };

        await RefusesAsync(server, "tls=true");
    }

    [Fact]
    public async Task A_server_with_another_name_is_refused()
    {
        using var certificate = Certificate(IPAddress.Parse("127.0.0.2"));
        await using var server = new ScriptedServer { Certificate = certificate };

        await RefusesAsync(server, $"tls=true&tlsCAFile={Uri.EscapeDataString(Pem(certificate))}");
    }

    [Fact]
    public void An_authority_file_that_is_not_there_is_named()
    {
        var fault = Assert.Throws<MongoConfigurationException>(() => MongoClient.Create("mongodb://a/?tls=true&tlsCAFile=/nowhere/ca.pem"));

        Assert.Contains("/nowhere/ca.pem", fault.Message, StringComparison.Ordinal);
    }

    private static async Task RefusesAsync(ScriptedServer server, string options)
    {
        await using var client = MongoClient.Create($"mongodb://{server.Address}/?serverSelectionTimeoutMS=400&{options}");

        var fault = await Assert.ThrowsAsync<MongoConnectionException>(() => client.GetDatabase("test").RunCommandAsync(new BsonDocument("ping", 1)));

        Assert.Contains("certificate", fault.Message, StringComparison.OrdinalIgnoreCase);
        Assert.Empty(server.Commands);
    }

    private string Pem(X509Certificate2 certificate)
    {
        var path = Path.Combine(folder, "ca.pem");
        File.WriteAllText(path, certificate.ExportCertificatePem());
        return path;
    }

    private static X509Certificate2 Certificate(IPAddress address)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=scripted", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(address);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, false, 0, true));
        using var made = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        return X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pkcs12), null);
    }
}
