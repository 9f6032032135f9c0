using System.Text.Json;
using Xunit;

namespace IbmPlatform.Testing;

/// <summary>The audits of the GraphQL over HTTP working group (npm graphql-http) against a real server.</summary>
public static class GraphQLOverHttpAudit
{
    private const int Audits = 61;

    /// <summary>Fails the calling test with every audit that is not passed, a recommendation too.</summary>
    public static async Task PassAsync(Uri endpoint)
    {
        var program = await NodeProgram.InstallAsync("tests", "Testing", "GraphQLOverHttp");
        var (exitCode, output, errors) = await program.RunAsync("audit.js", endpoint.ToString());
        Assert.True(exitCode == 0, output + errors);
        var audits = output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonSerializer.Deserialize<Audit>(line, JsonSerializerOptions.Web)!).ToList();
        Assert.Equal(Audits, audits.Count);
        Assert.Empty(audits.Where(audit => audit.Status != "ok").Select(audit => $"{audit.Id} {audit.Name}: {audit.Status}, {audit.Reason}"));
    }

    private sealed record Audit(string Id, string Name, string Status, string? Reason);
}
