using System.Diagnostics;
using IbmPlatform.EndToEnd.Tests.Running;

[assembly: AssemblyFixture(typeof(StandaloneSystem))]

namespace IbmPlatform.EndToEnd.Tests.Running;

/// <summary>Standalone as a user starts it: its own process, an empty data directory, the checkout's data set.</summary>
public sealed class StandaloneSystem : IAsyncLifetime
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(150);

    private readonly string directory = Directory.CreateTempSubdirectory("ibm-standalone-").FullName;
    private RunningProcess? process;
    private GraphQLEndpoint? endpoint;

    /// <summary>Whether anybody may write to it.</summary>
    internal bool TakesWrites { get; init; }

    /// <summary>Its public endpoint.</summary>
    internal GraphQLEndpoint Endpoint => endpoint ?? throw new InvalidOperationException("Standalone has not started.");

    /// <summary>The memory of its process now, in bytes.</summary>
    internal long WorkingSet => process?.WorkingSet ?? throw new InvalidOperationException("Standalone has not started.");

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        var url = $"http://127.0.0.1:{LoopbackPort.Free()}";
        string[] arguments = [BuiltProgram.Of("services/standalone/IbmPlatform.Standalone"), "--urls", url, "--data-dir", directory, .. TakesWrites ? ["--writes", "anonymous"] : Array.Empty<string>()];
        process = await RunningProcess.StartAsync(new ProcessStartInfo("dotnet", arguments), "IbmPlatform is ready at", StartLimit);
        endpoint = new GraphQLEndpoint(url);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        endpoint?.Dispose();
        if (process is not null)
            await process.DisposeAsync();
        Directory.Delete(directory, recursive: true);
    }
}
