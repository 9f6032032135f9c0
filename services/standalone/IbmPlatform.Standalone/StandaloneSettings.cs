using System.Globalization;
using System.Net;
using IbmPlatform.ServiceDefaults.Hosting;

namespace IbmPlatform.Standalone;

/// <summary>What may be chosen for the one process.</summary>
/// <param name="DataDirectory"><c>--data-dir</c>: where the embedded store keeps its files; <c>var/</c> of the checkout when not given.</param>
/// <param name="StoreEndPoint"><c>--store-port</c>: where <c>mongosh</c> can look in, on the loopback address; null: nowhere.</param>
/// <param name="Data"><c>--data</c>: the data set's folder; null: nothing is loaded.</param>
internal sealed record StandaloneSettings(string DataDirectory, IPEndPoint? StoreEndPoint, string? Data)
{
    public const string DefaultUrl = "http://localhost:8080";

    private static readonly string[] Known = ["urls", "data-dir", "store-port", "data", "writes", "environment", "contentroot", "applicationname"];

    /// <exception cref="StartupException">An argument is unknown or has the wrong form.</exception>
    public static StandaloneSettings Read(string[] args, IConfiguration configuration)
    {
        Check(args);
        ListenAddresses.Check(configuration["urls"]);
        if (configuration["writes"] is { } writes and not "anonymous")
            throw new StartupException($"--writes \"{writes}\" is not known; expected anonymous, or leave it out and nobody may write.");
        if (configuration["data-dir"] is { } folder && string.IsNullOrWhiteSpace(folder))
            throw new StartupException("--data-dir is empty; expected a folder, or leave it out.");
        return new(configuration["data-dir"] ?? Path.Combine(Root(), "var"), StorePort(configuration["store-port"]), configuration["data"] ?? DataFolder.Find());
    }

    private static void Check(string[] args)
    {
        for (var i = 0; i < args.Length; i++)
        {
            var name = args[i].TrimStart('-').Split('=')[0];
            if (!args[i].StartsWith("--", StringComparison.Ordinal) || !Known.Contains(name, StringComparer.OrdinalIgnoreCase))
                throw new StartupException($"\"{args[i]}\" is no argument; expected --urls URL, --data-dir DIR, --store-port PORT, --data DIR or --writes anonymous.");
            if (args[i].Contains('=', StringComparison.Ordinal))
                continue;
            if (++i == args.Length)
                throw new StartupException($"{args[i - 1]} needs a value behind it.");
        }
    }

    private static IPEndPoint? StorePort(string? text)
    {
        if (text is null)
            return null;
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port is > 0 and <= IPEndPoint.MaxPort
            ? new(IPAddress.Loopback, port)
            : throw new StartupException($"--store-port \"{text}\" is no port; expected a number from 1 to {IPEndPoint.MaxPort}.");
    }

    /// <summary>The checkout that the program was built from, else its own folder.</summary>
    private static string Root()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "IbmPlatform.sln")))
                return folder.FullName;
        }
        return AppContext.BaseDirectory;
    }
}
