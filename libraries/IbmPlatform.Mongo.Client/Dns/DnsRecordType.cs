namespace IbmPlatform.Mongo.Client.Dns;

/// <summary>The record types that seed lists are made of (RFC 1035 §3.2.2, RFC 2782).</summary>
internal enum DnsRecordType : ushort
{
    Text = 16,
    Service = 33,
}
