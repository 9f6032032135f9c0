using IbmPlatform.Mongo.Protocol;

namespace IbmPlatform.Mongo.Client.Tests.Unified;

/// <summary>On what a published test runs (<c>runOnRequirements</c>).</summary>
internal static class Requirements
{
    /// <summary>What to present so that the requirements of file and test are met, one for each kind of deployment that they admit.</summary>
    /// <param name="isRetry">Whether an old server may be presented: of one, the proxy plays no more than when writes are sent again.</param>
    /// <param name="reason">Why there is nothing.</param>
    public static IReadOnlyList<Presented> Meet(BsonDocument file, BsonDocument test, bool isRetry, out string reason)
    {
        reason = "";
        var ofFile = file.Find("runOnRequirements") as BsonArray ?? [];
        var ofTest = test.Find("runOnRequirements") as BsonArray ?? [];
        if (ofFile.Concat(ofTest).Select(Lacking).FirstOrDefault(r => r is not null) is { } lacking && !ofFile.Concat(ofTest).Any(r => Lacking(r) is null))
        {
            reason = lacking;
            return [];
        }
        var met = Presented.Topologies
            .Select(t => Presented.Versions.Where(v => v.Version.Major > 4 || isRetry).Select(v => new Presented(t, v.Version, v.WireVersion)).FirstOrDefault(p => Admits(ofFile, p) && Admits(ofTest, p)))
            .OfType<Presented>().ToList();
        if (met.Count == 0)
            reason = "servers of other versions or kinds than the proxy presents (7.0, 8.0; for retryable writes 4.2)";
        // Where a replica set or a standalone will do, nothing new is learnt from routers.
        return met.Any(p => p.Topology is "replicaset" or "single") ? [.. met.Where(p => p.Topology is "replicaset" or "single")] : met;
    }

    private static bool Admits(BsonArray requirements, Presented presented) => requirements.Count == 0 || requirements.Any(r => Admits(r.AsDocument, presented));

    private static bool Admits(BsonDocument requirement, Presented presented) =>
        Lacking(requirement) is null
        && (requirement.Find("minServerVersion") is not BsonString least || VersionOf(least.Value) <= presented.Version)
        && (requirement.Find("maxServerVersion") is not BsonString most || VersionOf(most.Value) >= presented.Version)
        && (requirement.Find("topologies") is not BsonArray topologies || topologies.Any(t => (t.AsString == "sharded-replicaset" ? "sharded" : t.AsString) == presented.Topology));

    private static string? Lacking(BsonValue requirement) =>
        requirement.AsDocument.Find("auth")?.ToBoolean() == true ? Unsupported.Reason("requirement auth")
        : requirement.AsDocument.Find("csfle") is { } encrypted && (encrypted is BsonDocument || encrypted.ToBoolean()) ? "client-side encryption is not offered"
        : requirement.AsDocument.Find("serverless") is BsonString { Value: "require" } ? "serverless" : null;

    /// <summary>4.4 as 4.4.0; 4.2.99 as it is.</summary>
    private static Version VersionOf(string text) => Version.Parse(text.Count(c => c == '.') == 1 ? text + ".0" : text);
}
