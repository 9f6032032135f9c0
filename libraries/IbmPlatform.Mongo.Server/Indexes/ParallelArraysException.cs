namespace IbmPlatform.Mongo.Server.Indexes;

/// <summary>Two fields of one key pattern hold different arrays in one document; no key can stand for their product.</summary>
internal sealed class ParallelArraysException(string first, string second) : Exception($"cannot index parallel arrays [{first}] [{second}]")
{
    public string First { get; } = first;

    public string Second { get; } = second;
}
