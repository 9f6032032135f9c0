using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace IbmPlatform.Mongo.Client.Connections;

/// <summary>Certificates of TLS. The server's is always verified: chain, name and dates.</summary>
internal sealed class TlsSettings
{
    private X509Certificate2Collection? authorities;
    private X509Certificate2? certificate;
    private X509RevocationMode revocation;

    public static TlsSettings Load(MongoSettings settings)
    {
        var tls = new TlsSettings();
        if (settings.TlsCaFile is { } authorityFile)
        {
            tls.authorities = [];
            Load("tlsCAFile", authorityFile, tls.authorities.ImportFromPemFile);
            if (tls.authorities.Count == 0)
                throw new MongoConfigurationException($"tlsCAFile '{authorityFile}' holds no certificate in PEM form.");
        }
        if (settings.TlsCertificateKeyFile is { } keyFile)
            Load("tlsCertificateKeyFile", keyFile, path => tls.certificate = LoadOwn(path, settings.TlsCertificateKeyFilePassword));
        tls.revocation = settings.TlsCheckRevocation ? X509RevocationMode.Online : X509RevocationMode.NoCheck;
        return tls;
    }

    public SslClientAuthenticationOptions For(ServerAddress address)
    {
        var options = new SslClientAuthenticationOptions
        {
            TargetHost = address.Host,
            ClientCertificates = certificate is null ? null : [certificate],
            CertificateRevocationCheckMode = revocation,
        };
        if (authorities is not null)
        {
            options.CertificateChainPolicy = new X509ChainPolicy
            {
                TrustMode = X509ChainTrustMode.CustomRootTrust,
                RevocationMode = revocation,
            };
            options.CertificateChainPolicy.CustomTrustStore.AddRange(authorities);
        }
        return options;
    }

    private static X509Certificate2 LoadOwn(string path, string? password) =>
        password is null ? X509Certificate2.CreateFromPemFile(path) : X509Certificate2.CreateFromEncryptedPemFile(path, password);

    private static void Load(string option, string path, Action<string> load)
    {
        try
        {
            load(path);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or CryptographicException)
        {
            throw new MongoConfigurationException($"{option} '{path}' cannot be read: {fault.Message}", fault);
        }
    }
}
