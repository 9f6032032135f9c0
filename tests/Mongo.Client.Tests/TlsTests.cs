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
    public async Task An_expired_certificate_is_refused()
    {
        using var certificate = Certificate(IPAddress.Loopback, until: DateTimeOffset.UtcNow.AddHours(-1));
        await using var server = new ScriptedServer { Certificate = certificate };

        await RefusesAsync(server, $"tls=true&tlsCAFile={Uri.EscapeDataString(Pem(certificate))}");
    }

    [Fact]
    public async Task The_certificate_in_the_key_file_proves_who_the_client_is()
    {
        using var certificate = Certificate(IPAddress.Loopback);
        await using var server = new ScriptedServer { Certificate = certificate, WantsClientCertificate = true };
        await using var client = server.Connect(
            $"&tls=true&tlsCAFile={Uri.EscapeDataString(Pem(certificate))}&authMechanism=MONGODB-X509&tlsCertificateKeyFile={Uri.EscapeDataString(KeyFile(null))}");

        await client.GetDatabase("test").RunCommandAsync(new BsonDocument("ping", 1));

        Assert.Equal("CN=reporter", server.ClientSubject);
        var authenticate = server.Commands.First();
        Assert.Equal((1, "MONGODB-X509", "$external"), (authenticate["authenticate"].AsInt32, authenticate["mechanism"].AsString, authenticate["$db"].AsString));
        Assert.Equal("ping", server.Commands.Last()[0].Name);
    }

    [Fact]
    public async Task A_key_file_under_a_password_is_opened_with_it()
    {
        using var certificate = Certificate(IPAddress.Loopback);
        await using var server = new ScriptedServer { Certificate = certificate, WantsClientCertificate = true };
        var options = $"&tls=true&tlsCAFile={Uri.EscapeDataString(Pem(certificate))}&tlsCertificateKeyFile={Uri.EscapeDataString(KeyFile("geheim"))}";
        await using var client = server.Connect($"{options}&tlsCertificateKeyFilePassword=geheim");

        await client.GetDatabase("test").RunCommandAsync(new BsonDocument("ping", 1));

        Assert.Equal("CN=reporter", server.ClientSubject);
        Assert.Throws<MongoConfigurationException>(() => server.Connect($"{options}&tlsCertificateKeyFilePassword=wrong"));
    }

    [Fact]
    public async Task A_subject_that_is_no_user_is_named_as_refused()
    {
        using var certificate = Certificate(IPAddress.Loopback);
        await using var server = new ScriptedServer
        {
            Certificate = certificate,
            WantsClientCertificate = true,
            Handle = _ => Answer.Error(MongoErrorCodes.UserNotFound, "Could not find user \"CN=reporter\" for db \"$external\""),
        };
        await using var client = server.Connect(
            $"&tls=true&tlsCAFile={Uri.EscapeDataString(Pem(certificate))}&authMechanism=MONGODB-X509&tlsCertificateKeyFile={Uri.EscapeDataString(KeyFile(null))}");

        var fault = await Assert.ThrowsAsync<MongoAuthenticationException>(() => client.GetDatabase("test").RunCommandAsync(new BsonDocument("ping", 1)));

        Assert.Contains("CN=reporter", fault.Message, StringComparison.Ordinal);
        Assert.Contains("$external", fault.Message, StringComparison.Ordinal);
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
        MongoConnectionException fault;
        do
            fault = await Assert.ThrowsAsync<MongoConnectionException>(() => client.GetDatabase("test").RunCommandAsync(new BsonDocument("ping", 1)));
        // On a busy machine the first handshake may take longer than that.
        while (fault.InnerException is null);

        Assert.Contains("certificate", fault.Message, StringComparison.OrdinalIgnoreCase);
        Assert.Empty(server.Commands);
    }

    private string Pem(X509Certificate2 certificate)
    {
        var path = Path.Combine(folder, "ca.pem");
        File.WriteAllText(path, certificate.ExportCertificatePem());
        return path;
    }

    private string KeyFile(string? password)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var certificate = new CertificateRequest("CN=reporter", key, HashAlgorithmName.SHA256).CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        var path = Path.Combine(folder, "client.pem");
        var parameters = new PbeParameters(PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA256, 1000);
        File.WriteAllText(path, certificate.ExportCertificatePem() + "\n" + (password is null ? key.ExportPkcs8PrivateKeyPem() : key.ExportEncryptedPkcs8PrivateKeyPem(password, parameters)));
        return path;
    }

    private static X509Certificate2 Certificate(IPAddress address, DateTimeOffset? until = null)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=scripted", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(address);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, false, 0, true));
        using var made = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), until ?? DateTimeOffset.UtcNow.AddDays(1));
        return X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pkcs12), null);
    }
}
