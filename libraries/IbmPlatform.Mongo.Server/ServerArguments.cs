using System.Globalization;
using System.Net;

namespace IbmPlatform.Mongo.Server;

/// <summary>The command line: <c>--port P --data-dir D</c>, and what else <see cref="Usage"/> tells.</summary>
internal sealed record ServerArguments(int Port, string DataDirectory, IPAddress Bind, bool Authentication)
{
    private const string Usage =
        "Usage: IbmPlatform.Mongo.Server --port <0-65535> --data-dir <directory> [--auth] [--bind <address>] [--unix-socket <path>] " +
        "[--tls-certificate <PEM file> --tls-key <PEM file>] [--cursor-memory-mb <1-1048576>] [--cursor-timeout-seconds <1-86400>]; " +
        "an address that others reach needs --auth and a user";

    private static readonly string[] Known =
        ["--port", "--data-dir", "--bind", "--unix-socket", "--tls-certificate", "--tls-key", "--cursor-memory-mb", "--cursor-timeout-seconds"];

    /// <summary>Null where nothing is encrypted.</summary>
    public ServerTls? Tls { get; private init; }

    /// <summary>The path of a socket to listen on too; null for none.</summary>
    public string? UnixSocket { get; private init; }

    public int CursorMemoryMegabytes { get; private init; } = 256;

    public int CursorTimeoutSeconds { get; private init; } = 600;

    /// <summary>What to say before it serves: something works that may not be wanted. Null for nothing.</summary>
    public string? Warning => Tls is null && !IPAddress.IsLoopback(Bind)
        ? $"Warning: {Bind} is reached by others, and what passes to and from them can be read on the way (passwords cannot); --tls-certificate and --tls-key encrypt it."
        : null;

    public static ServerArguments? Parse(IReadOnlyList<string> args, out string error)
    {
        var authentication = args.Contains("--auth");
        var values = ReadValues([.. args.Where(argument => argument != "--auth")], out error);
        var read = error.Length == 0 ? Read(values, authentication, out error) : null;
        if (error.Length == 0)
            return read;
        error = $"{error}\n{Usage}";
        return null;
    }

    public MongoServerOptions ToOptions(Action<Exception> onInternalError) => new()
    {
        DataDirectory = DataDirectory,
        EndPoint = new IPEndPoint(Bind, Port),
        UnixSocket = UnixSocket,
        Authentication = Authentication,
        Tls = Tls,
        CursorMemoryBytes = (long)CursorMemoryMegabytes << 20,
        CursorTimeout = TimeSpan.FromSeconds(CursorTimeoutSeconds),
        OnInternalError = onInternalError,
    };

    private static Dictionary<string, string> ReadValues(IReadOnlyList<string> args, out string error)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        error = "";
        for (var i = 0; i < args.Count && error.Length == 0; i += 2)
        {
            if (!Known.Contains(args[i]))
                error = $"Unknown argument '{args[i]}'.";
            else if (i + 1 == args.Count)
                error = $"The argument '{args[i]}' needs a value.";
            else if (!values.TryAdd(args[i], args[i + 1]))
                error = $"The argument '{args[i]}' is given twice.";
        }

        return values;
    }

    private static ServerArguments? Read(Dictionary<string, string> values, bool authentication, out string error)
    {
        var bind = IPAddress.Loopback;
        var (port, memory, timeout) = (0, 256, 600);
        values.TryGetValue("--tls-certificate", out var certificate);
        values.TryGetValue("--tls-key", out var key);
        values.TryGetValue("--unix-socket", out var socket);
        error = "";
        if (values.TryGetValue("--data-dir", out var directory) && string.IsNullOrWhiteSpace(directory))
            error = "The argument '--data-dir' is empty; expected a directory.";
        else if (directory is null)
            error = "The argument '--data-dir' is missing.";
        else if (!values.TryGetValue("--port", out var number))
            error = "The argument '--port' is missing.";
        else if (!int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out port) || port > IPEndPoint.MaxPort)
            error = $"'{number}' is no port: a number from 0 (any free port) to {IPEndPoint.MaxPort} is expected.";
        else if (values.TryGetValue("--bind", out var address) && !IPAddress.TryParse(address, out bind))
            error = $"'{address}' is no IP address.";
        else if (socket is not null && !Path.IsPathRooted(socket))
            error = $"'{socket}' is no value of '--unix-socket': the absolute path of a socket is expected, such as /tmp/mongodb-27017.sock.";
        else if (certificate is null != key is null)
            error = $"'--tls-certificate' and '--tls-key' belong together, and '{(key is null ? "--tls-key" : "--tls-certificate")}' is missing.";
        else if (!IsWithin(values, "--cursor-memory-mb", 1 << 20, ref memory, out error) || !IsWithin(values, "--cursor-timeout-seconds", 86400, ref timeout, out error))
            return null;
        return error.Length > 0 ? null : new ServerArguments(port, directory!, bind ?? IPAddress.Loopback, authentication)
        {
            Tls = certificate is null ? null : new ServerTls(certificate, key!),
            UnixSocket = socket,
            CursorMemoryMegabytes = memory,
            CursorTimeoutSeconds = timeout,
        };
    }

    private static bool IsWithin(Dictionary<string, string> values, string name, int most, ref int number, out string error)
    {
        error = "";
        if (!values.TryGetValue(name, out var text))
            return true;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number) && number >= 1 && number <= most)
            return true;
        error = $"'{text}' is no value of '{name}': a whole number from 1 to {most} is expected.";
        return false;
    }
}
