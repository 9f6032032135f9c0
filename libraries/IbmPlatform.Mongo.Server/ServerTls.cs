namespace IbmPlatform.Mongo.Server;

/// <summary>The certificate that a server shows to its clients; TLS 1.2 and later are spoken.</summary>
/// <param name="CertificateFile">A PEM file: the server's certificate, then those between it and the authority, if any.</param>
/// <param name="KeyFile">A PEM file with its private key, not encrypted; may be the same file.</param>
public sealed record ServerTls(string CertificateFile, string KeyFile);
