using System.Text.Json;
using IbmPlatform.Federation.Execution;
using IbmPlatform.Federation.Supergraphs;
using IbmPlatform.Gateway.Subgraphs;

namespace IbmPlatform.Gateway.Compose;

/// <summary>Asks a running subgraph for its SDL, as federation has every subgraph answer.</summary>
internal static class RunningSubgraph
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <exception cref="GatewayStartException">The subgraph doesn't answer with its SDL.</exception>
    public static async Task<string> ReadSdlAsync(string name, string url)
    {
        using var http = SubgraphHttp.Create();
        using var timeout = new CancellationTokenSource(Patience);
        try
        {
            using var response = await new HttpSubgraphClient(http)
                .SendAsync(new SubgraphRequest { Subgraph = new Subgraph(0, name, name, url), Query = "{_service{sdl}}" }, timeout.Token).ConfigureAwait(false);
            using var answer = JsonDocument.Parse(response.Body);
            if (answer.RootElement.TryGetProperty("data", out var data) && data.ValueKind == JsonValueKind.Object
                && data.TryGetProperty("_service", out var service) && service.TryGetProperty("sdl", out var sdl) && sdl.GetString() is { } text)
                return text;
            throw Fail(name, url, "its answer to { _service { sdl } } has no SDL", null);
        }
        catch (SubgraphException fault)
        {
            throw Fail(name, url, fault.Message, fault);
        }
        catch (JsonException fault)
        {
            throw Fail(name, url, "its answer is no JSON", fault);
        }
        catch (OperationCanceledException fault)
        {
            throw Fail(name, url, $"it has not answered within {Patience.TotalSeconds} s", fault);
        }
    }

    private static GatewayStartException Fail(string name, string url, string why, Exception? cause) =>
        new($"Subgraph \"{name}\" at {url} can't be asked for its SDL: {why}. Start it, or name its file: {name}={url}=FILE.", cause);
}
