using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace IbmPlatform.Mongo.Server.Connections;

/// <summary>Speaks TLS with clients, each within a time limit, which stops one that connects and says nothing.</summary>
internal sealed class TlsAcceptor : IDisposable
{
    private static readonly TimeSpan HandshakeTimeout = TimeSpan.FromSeconds(10);

    private readonly TimeProvider clock;
    private readonly X509Certificate2 certificate;
    private readonly X509Certificate2Collection chain;
    private readonly SslServerAuthenticationOptions options;

    private TlsAcceptor(X509Certificate2 certificate, X509Certificate2Collection chain, TimeProvider clock)
    {
        this.certificate = certificate;
        this.chain = chain;
        this.clock = clock;
        options = new SslServerAuthenticationOptions
        {
            // Built once: what stands between this certificate and its authority goes to every client.
            ServerCertificateContext = SslStreamCertificateContext.Create(certificate, chain, offline: true),
            EnabledSslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13,
        };
    }

    /// <exception cref="MongoServerException">A file cannot be read, or the key is not the certificate's.</exception>
    public static TlsAcceptor Load(ServerTls tls, TimeProvider clock)
    {
        try
        {
            using var loaded = X509Certificate2.CreateFromPemFile(tls.CertificateFile, tls.KeyFile);
            var chain = new X509Certificate2Collection();
            chain.ImportFromPemFile(tls.CertificateFile);
            // Not every platform takes a key that has never been in a store or a PKCS #12 file.
            var certificate = X509CertificateLoader.LoadPkcs12(loaded.Export(X509ContentType.Pkcs12), null);
            return new TlsAcceptor(certificate, chain, clock);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or CryptographicException)
        {
            throw new MongoServerException(
                $"The certificate '{tls.CertificateFile}' with the key '{tls.KeyFile}' cannot be used: {fault.Message} " +
                "Both are expected in PEM form, the key not encrypted and belonging to the first certificate.", fault);
        }
    }

    /// <exception cref="IOException">The client speaks no TLS, or not in time.</exception>
    public async ValueTask<Stream> AcceptAsync(Stream stream, CancellationToken stopping)
    {
        using var limit = new CancellationTokenSource(HandshakeTimeout, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, stopping);
        var secured = new SslStream(stream);
        try
        {
            await secured.AuthenticateAsServerAsync(options, either.Token).ConfigureAwait(false);
            return secured;
        }
        catch (Exception fault)
        {
            await secured.DisposeAsync().ConfigureAwait(false);
            throw fault is AuthenticationException or OperationCanceledException
                ? new IOException($"A client was turned away: {fault.Message}", fault)
                : fault;
        }
    }

    public void Dispose()
    {
        certificate.Dispose();
        foreach (var link in chain)
            link.Dispose();
    }
}
