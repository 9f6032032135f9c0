namespace IbmPlatform.Mongo.Client.Connections;

/// <summary>What a <c>mongodb+srv</c> string asks DNS for.</summary>
/// <param name="Name">The host name of the string.</param>
/// <param name="Service">The service of the SRV records, <c>mongodb</c> unless the string says otherwise.</param>
/// <param name="MaxHosts">Most hosts to use, taken at random; 0 means all.</param>
/// <param name="Source">The connection string, which TXT records complete.</param>
internal sealed record SrvLookup(string Name, string Service, int MaxHosts, ConnectionString Source);
