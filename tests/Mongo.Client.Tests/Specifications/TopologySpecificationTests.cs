using System.Text.Json;
using IbmPlatform.Mongo.Client.Commands;
using IbmPlatform.Mongo.Client.Connections;
using IbmPlatform.Mongo.Client.Topology;
using IbmPlatform.Mongo.Protocol;

namespace IbmPlatform.Mongo.Client.Tests.Specifications;

/// <summary>Server Discovery and Monitoring: what each hello and each fault does to what is known of the deployment.</summary>
public sealed class TopologySpecificationTests
{
    [Theory, InlineData("rs"), InlineData("single"), InlineData("sharded"), InlineData("errors"), InlineData("load-balanced")]
    public Task The_deployment_is_known_as_published(string folder) => SpecificationFiles.RunAllAsync(
        SpecificationFiles.Under($"server-discovery-and-monitoring/tests/{folder}")
            .Where(f => f.Json.TryGetProperty("phases", out _))
            .Select(f => (f.Name, (Func<Task>)(() => RunAsync(f.Json)))));

    private static async Task RunAsync(JsonElement test)
    {
        await using var deployment = new Deployment(SettingsReader.Read(test.GetProperty("uri").GetString()!), new MongoClientOptions());
        foreach (var phase in test.GetProperty("phases").EnumerateArray())
        {
            foreach (var response in List(phase, "responses"))
                deployment.Apply(Describe(ServerAddress.Parse(response[0].GetString()!), response[1]));
            foreach (var error in List(phase, "applicationErrors"))
                Report(deployment, error);
            Check(phase.GetProperty("outcome"), deployment);
        }
    }

    private static ServerDescription Describe(ServerAddress address, JsonElement hello) => hello.EnumerateObject().Any()
        ? ServerDescription.Of(address, new HelloReply { Document = ExtendedJson.Parse(hello.GetRawText()) })
        : ServerDescription.Failed(address, new IOException("network error"));

    private static void Report(Deployment deployment, JsonElement error)
    {
        var address = ServerAddress.Parse(error.GetProperty("address").GetString()!);
        var generation = error.TryGetProperty("generation", out var given) ? given.GetInt32() : deployment.Get(address).Pool.Generation;
        var stage = error.GetProperty("when").GetString() == "beforeHandshakeCompletes" ? FaultStage.Opening : FaultStage.InUse;
        foreach (var fault in Faults(error))
            deployment.Report(address, stage, generation, fault);
    }

    private static IEnumerable<Exception> Faults(JsonElement error)
    {
        switch (error.GetProperty("type").GetString())
        {
            case "network":
                yield return new IOException("network error");
                yield break;
            case "timeout":
                yield return new TimeoutException("timeout");
                yield break;
        }
        var reply = ExtendedJson.Parse(error.GetProperty("response").GetRawText());
        if (!reply["ok"].ToBoolean())
            yield return ServerErrors.FromReply(reply);
        else if (reply.Find("writeConcernError") is BsonDocument concern)
            yield return ServerErrors.WriteConcern(concern, reply);
    }

    private static void Check(JsonElement outcome, Deployment deployment)
    {
        var topology = deployment.Topology;
        Assert.Equal(outcome.GetProperty("topologyType").GetString(), topology.Kind.ToString());
        Assert.Equal(outcome.TryGetProperty("setName", out var set) ? set.GetString() : null, topology.SetName);
        if (outcome.TryGetProperty("compatible", out var compatible))
            Assert.Equal(compatible.GetBoolean(), topology.Incompatibility is null);
        if (outcome.TryGetProperty("maxSetVersion", out var version))
            Assert.Equal(Number(version), topology.MaxSetVersion);
        if (outcome.TryGetProperty("maxElectionId", out var election))
            Assert.Equal(Id(election), topology.MaxElectionId?.ToString());
        if (outcome.TryGetProperty("logicalSessionTimeoutMinutes", out var minutes))
            Assert.Equal(Number(minutes), topology.SessionTimeoutMinutes);
        var servers = outcome.GetProperty("servers").EnumerateObject().ToList();
        Assert.Equal(servers.Select(s => ServerAddress.Parse(s.Name).ToString()).Order(), topology.Servers.Keys.Select(a => a.ToString()).Order());
        foreach (var server in servers)
            Check(server.Value, topology.Servers[ServerAddress.Parse(server.Name)], deployment);
    }

    private static void Check(JsonElement expected, ServerDescription server, Deployment deployment)
    {
        Assert.Equal(expected.GetProperty("type").GetString(), SpecificationNames.Of(server.Kind));
        Assert.Equal(expected.TryGetProperty("setName", out var set) ? set.GetString() : null, server.Kind == ServerKind.Unknown ? null : server.Hello?.SetName);
        if (expected.TryGetProperty("error", out var error))
            Assert.Contains(error.GetString()!, server.Error!.Message, StringComparison.Ordinal);
        if (expected.TryGetProperty("setVersion", out var version))
            Assert.Equal(Number(version), server.Hello?.SetVersion);
        if (expected.TryGetProperty("electionId", out var election))
            Assert.Equal(Id(election), server.Hello?.ElectionId?.ToString());
        if (expected.TryGetProperty("logicalSessionTimeoutMinutes", out var minutes))
            Assert.Equal(Number(minutes), server.Hello?.SessionTimeoutMinutes);
        if (expected.TryGetProperty("topologyVersion", out var news))
            Assert.Equal(news.ValueKind == JsonValueKind.Null ? null : TopologyVersion.Of(ExtendedJson.Parse($"{{\"topologyVersion\":{news.GetRawText()}}}")), server.Version);
        if (expected.TryGetProperty("pool", out var pool))
            Assert.Equal(pool.GetProperty("generation").GetInt32(), deployment.Get(server.Address).Pool.Generation);
    }

    private static JsonElement.ArrayEnumerator List(JsonElement phase, string name) =>
        phase.TryGetProperty(name, out var list) ? list.EnumerateArray() : default;

    private static long? Number(JsonElement value) => value.ValueKind == JsonValueKind.Null ? null : value.GetInt64();

    private static string? Id(JsonElement value) => value.ValueKind == JsonValueKind.Null ? null : value.GetProperty("$oid").GetString();
}
