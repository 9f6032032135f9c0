using System.Text.Json;
using IbmPlatform.Testing;

namespace IbmPlatform.GraphQL.Server.Tests.Streaming;

/// <summary>The clients that others use, against a real server.</summary>
public sealed class ClientTests(StreamServer server) : IClassFixture<StreamServer>
{
    private static readonly string[] Folder = ["tests", "GraphQL.Server.Tests", "Streaming", "Clients"];

    [Theory]
    [InlineData("ws")]
    [InlineData("sse-distinct")]
    [InlineData("sse-single")]
    public async Task A_client_that_others_use_queries_mutates_subscribes_and_stops(string transport)
    {
        var program = await NodeProgram.InstallAsync(Folder);
        var (exit, output, errors) = await program.RunAsync("clients.js", transport, server.Url.ToString());
        Assert.True(exit == 0, errors);
        using var json = JsonDocument.Parse(output);
        string? Told(string what) => json.RootElement.EnumerateArray()
            .Where(line => line.GetProperty("what").GetString() == what).Select(line => line.GetProperty("value").GetRawText()).FirstOrDefault();

        Assert.Equal("""{"values":[{"data":{"greet":"Hello, Озеро!"}}]}""", Told("query"));
        Assert.Equal("""{"values":[{"data":{"touch":1}}]}""", Told("mutation"));
        Assert.Equal("""{"values":[{"data":{"count":1}},{"data":{"count":2}},{"data":{"count":3}}]}""", Told("subscription"));
        Assert.Equal("""{"values":[{"data":{"whoami":"ann"}}]}""", Told("user"));
        Assert.Contains("There is no field \\\"nothing\\\"", Told("invalid"), StringComparison.Ordinal);
        Assert.StartsWith("""{"values":[{"data":{"failing":1}}""", Told("failing"), StringComparison.Ordinal);
        Assert.Contains("the source is gone", Told("failing"), StringComparison.Ordinal);
        Assert.Equal("""[{"data":{"hold":0}},{"data":{"hold":1}}]""", Told("second"));
        await server.Feed[$"{transport}-second"].Disposed;
    }
}
