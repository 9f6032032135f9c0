namespace IbmPlatform.Gateway.Admission;

/// <summary>How much the gateway takes on at once; beyond it a request is told to come again.</summary>
public sealed record AdmissionOptions
{
    /// <summary>So many for each processor: enough to keep it busy while subgraphs and stores answer.</summary>
    public const int OperationsPerProcessor = 16;

    /// <summary>A burst of several hundred requests is waited out; what waits costs its bytes only.</summary>
    public const int DefaultMaxWaiting = 512;

    /// <summary>Clients and proxies give up at about 30 s: what would wait longer than a third of it is better told at once.</summary>
    public static readonly TimeSpan DefaultPatience = TimeSpan.FromSeconds(10);

    /// <summary>Operations that run at once; <c>Gateway:MaxOperations</c>.</summary>
    public int MaxOperations { get; init; } = OperationsPerProcessor * Environment.ProcessorCount;

    /// <summary>Requests that wait for their turn; <c>Gateway:MaxWaiting</c>, 0 for none.</summary>
    public int MaxWaiting { get; init; } = DefaultMaxWaiting;

    /// <summary>How long one waits; <c>Gateway:Patience</c> in seconds.</summary>
    public TimeSpan Patience { get; init; } = DefaultPatience;

    /// <summary>Reads the settings.</summary>
    /// <exception cref="GatewayStartException">One of them is out of range.</exception>
    public static AdmissionOptions Read(IConfiguration configuration)
    {
        var defaults = new AdmissionOptions();
        return new()
        {
            MaxOperations = Number(configuration, "Gateway:MaxOperations", 1, defaults.MaxOperations),
            MaxWaiting = Number(configuration, "Gateway:MaxWaiting", 0, defaults.MaxWaiting),
            Patience = TimeSpan.FromSeconds(Number(configuration, "Gateway:Patience", 1, (int)defaults.Patience.TotalSeconds)),
        };
    }

    private static int Number(IConfiguration configuration, string name, int least, int absent) => configuration[name] switch
    {
        null => absent,
        var text when int.TryParse(text, out var number) && number >= least => number,
        var text => throw new GatewayStartException($"{name} is \"{text}\"; expected a whole number from {least} on."),
    };
}
