namespace IbmPlatform.Mongo.Client.Dns;

/// <summary>One answer: of SRV host and port, of TXT the text.</summary>
/// <param name="TimeToLive">How long it may be kept.</param>
/// <param name="Value">The target without its final dot, or the strings of the text put together.</param>
/// <param name="Port">Of SRV; otherwise 0.</param>
internal sealed record DnsRecord(TimeSpan TimeToLive, string Value, int Port);
