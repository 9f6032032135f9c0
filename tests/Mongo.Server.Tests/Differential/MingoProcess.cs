using System.Diagnostics;
using IbmPlatform.Mongo.Protocol;
using IbmPlatform.Testing;

namespace IbmPlatform.Mongo.Server.Tests.Differential;

/// <summary>One Node.js process that answers cases by mingo, a line each.</summary>
internal sealed class MingoProcess : IAsyncDisposable
{
    private readonly Process process;

    private MingoProcess(Process process) => this.process = process;

    public static async Task<MingoProcess> Start()
    {
        var program = await NodeProgram.InstallAsync("tests", "Mongo.Server.Tests", "mingo");
        var start = program.StartInfo("compare.mjs");
        start.RedirectStandardError = false;
        return new MingoProcess(Process.Start(start)!);
    }

    /// <summary>What mingo answers: <c>result</c>, or <c>error</c>.</summary>
    public async Task<BsonDocument> Ask(BsonDocument task)
    {
        await process.StandardInput.WriteLineAsync(ExtendedJson.Write(task));
        await process.StandardInput.FlushAsync();
        var line = await process.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("The Node.js process ended.");
        return ExtendedJson.Parse(line);
    }

    public async ValueTask DisposeAsync()
    {
        process.StandardInput.Close();
        await process.WaitForExitAsync();
        process.Dispose();
    }
}
