using IbmPlatform.Benchmarks;
using IbmPlatform.Benchmarks.Engine;
using IbmPlatform.Benchmarks.Gateway;
using IbmPlatform.Benchmarks.Stores;

const string Usage = "Expected: gateway|engine [--seconds N] [--clients N], or stores [--quick yes] [--documents N] [--scan-megabytes N] [--rounds N] [--part single|many|large|scan] [--directory DIR], in a Release build.";

try
{
    switch (args)
    {
        case ["gateway", .. var options]:
            await GatewayScenario.RunAsync(BenchmarkOptions.Parse(options), Console.Out);
            return 0;
        case ["engine", .. var options]:
            await EngineScenario.RunAsync(BenchmarkOptions.Parse(options), Console.Out);
            return 0;
        case [EngineServer.GraphQL, var port, var data]:
            await EngineServer.RunGraphQLAsync(port, data);
            return 0;
        case [EngineServer.Bytes, var port, var folder]:
            await EngineServer.RunBytesAsync(port, folder);
            return 0;
        case ["stores", .. var options]:
            return await StoresScenario.RunAsync(StoresOptions.Parse(options), Console.Out);
        case [EchoProcess.Argument]:
            await EchoProcess.ServeAsync(Console.Out);
            return 0;
        case [ScanProcess.Argument, var address, var documents]:
            await ScanProcess.ScanAsync(address, documents, Console.Out);
            return 0;
        default:
            await Console.Error.WriteLineAsync(args.Length == 0 ? $"No benchmark is named. {Usage}" : $"\"{args[0]}\" is no benchmark. {Usage}");
            return 2;
    }
}
catch (FormatException fault)
{
    await Console.Error.WriteLineAsync($"{fault.Message} {Usage}");
    return 2;
}
