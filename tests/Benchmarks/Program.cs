using IbmPlatform.Benchmarks;
using IbmPlatform.Benchmarks.Gateway;

const string Usage = "Expected: gateway [--seconds N] [--clients N], in a Release build.";

try
{
    switch (args)
    {
        case ["gateway", .. var options]:
            await GatewayScenario.RunAsync(BenchmarkOptions.Parse(options), Console.Out);
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
