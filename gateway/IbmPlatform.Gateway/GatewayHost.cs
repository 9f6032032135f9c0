using Microsoft.AspNetCore.Connections;

namespace IbmPlatform.Gateway;

/// <summary>The process around the gateway: its arguments, its logs and how it speaks of what keeps it from starting.</summary>
internal static class GatewayHost
{
    private static readonly string[] Settings = ["supergraph", "urls", "environment", "gateway", "logging", "kestrel"];

    /// <summary>A builder that reads <c>--supergraph FILE</c>, <c>--urls URL</c> and <c>--Gateway:Subgraphs:name=URL</c>.</summary>
    /// <exception cref="GatewayStartException">An argument is not known.</exception>
    public static WebApplicationBuilder CreateBuilder(string[] args)
    {
        CheckArguments(args);
        var builder = WebApplication.CreateSlimBuilder(args);
        // A start that fails is told once, in one sentence, and not as a stack trace.
        builder.Logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.None);
        builder.Logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning);
        builder.Logging.AddFilter("Microsoft.AspNetCore.Server.Kestrel", level => level is LogLevel.Warning or LogLevel.Error);
        builder.Logging.AddFilter("Yarp", LogLevel.Warning);
        builder.Logging.AddFilter("System.Net.Http", LogLevel.Warning);
        return builder;
    }

    public static bool IsStartupFault(Exception fault) => fault is GatewayStartException or IOException or FormatException or InvalidOperationException or System.Net.Sockets.SocketException;

    public static string Explain(Exception fault) => fault switch
    {
        GatewayStartException => fault.Message,
        IOException { InnerException: AddressInUseException } => $"{fault.Message.TrimEnd('.')}: another process listens there. Stop it, or choose another address with --urls.",
        System.Net.Sockets.SocketException => $"The address to listen on can't be used: {fault.Message}. Choose another with --urls, for instance --urls http://localhost:8080.",
        _ => $"The gateway can't start: {fault.Message} Check --urls, for instance --urls http://localhost:8080.",
    };

    private static void CheckArguments(string[] args)
    {
        for (var i = 0; i < args.Length; i++)
        {
            var name = args[i].TrimStart('-').Split('=', ':')[0];
            if (!args[i].StartsWith("--", StringComparison.Ordinal) || !Settings.Contains(name, StringComparer.OrdinalIgnoreCase))
                throw new GatewayStartException($"\"{args[i]}\" is not an argument of the gateway; expected --supergraph FILE, --urls URL, --Gateway:Subgraphs:NAME=URL, or compose.");
            if (args[i].Contains('=', StringComparison.Ordinal)) continue;
            if (i + 1 == args.Length || args[i + 1].StartsWith("--", StringComparison.Ordinal)) throw new GatewayStartException($"{args[i]} needs a value behind it.");
            i++;
        }
    }
}
