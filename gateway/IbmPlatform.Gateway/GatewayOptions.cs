using IbmPlatform.Gateway.Admission;
using IbmPlatform.GraphQL.Server.Settings;

namespace IbmPlatform.Gateway;

/// <summary>What a gateway serves and where it finds its subgraphs.</summary>
/// <param name="SupergraphSdl">The supergraph's SDL.</param>
public sealed record GatewayOptions(string SupergraphSdl)
{
    /// <summary>The file beside the program that is served when none is named.</summary>
    public const string DefaultSupergraph = "supergraph.graphql";

    /// <summary>Addresses that replace the supergraph's, by subgraph name; empty replaces none.</summary>
    public IReadOnlyDictionary<string, string> SubgraphUrls { get; init; } = new Dictionary<string, string>();

    /// <summary>How much is taken on at once.</summary>
    public AdmissionOptions Admission { get; init; } = new();

    /// <summary>What one operation and one client may ask for.</summary>
    public LimitSettings Limits { get; init; } = LimitSettings.Defaults;

    /// <summary>The supergraph that the program carries, checked in as <c>gateway/supergraph.graphql</c>.</summary>
    /// <exception cref="GatewayStartException">The file is absent.</exception>
    public static GatewayOptions Default() => new(ReadFile(Path.Combine(AppContext.BaseDirectory, DefaultSupergraph)));

    /// <summary>Reads <c>supergraph</c> (a file), <c>Gateway:Subgraphs:name</c> (an address each) and the bounds of <see cref="AdmissionOptions"/> and <see cref="LimitSettings"/>.</summary>
    /// <exception cref="GatewayStartException">The file can't be read, or an address is none.</exception>
    public static GatewayOptions Read(IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        var options = (configuration["supergraph"] is { } path ? new GatewayOptions(ReadFile(path)) : Default()).WithLimits(configuration);
        var urls = configuration.GetSection("Gateway:Subgraphs").GetChildren().ToDictionary(section => section.Key, section => section.Value ?? "", StringComparer.OrdinalIgnoreCase);
        foreach (var (name, url) in urls)
        {
            if (!Uri.TryCreate(url, UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https"))
                throw new GatewayStartException($"Gateway:Subgraphs:{name} is \"{url}\", which is no address; expected one such as http://localhost:5001/graphql.");
        }

        return options with { SubgraphUrls = urls };
    }

    /// <summary>These options with the limits that the section <c>Gateway</c> sets.</summary>
    /// <exception cref="GatewayStartException">One of them is out of range.</exception>
    public GatewayOptions WithLimits(IConfiguration configuration)
    {
        try
        {
            return this with { Admission = AdmissionOptions.Read(configuration), Limits = LimitSettings.Read(configuration, "Gateway", Limits) };
        }
        catch (FormatException fault)
        {
            throw new GatewayStartException(fault.Message, fault);
        }
    }

    private static string ReadFile(string path)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            var why = fault is FileNotFoundException or DirectoryNotFoundException ? "it does not exist" : fault.Message;
            throw new GatewayStartException($"The supergraph file \"{path}\" can't be read: {why.TrimEnd('.')}. Name one with --supergraph FILE, or make one with: compose --out FILE name=url=file …", fault);
        }
    }
}
