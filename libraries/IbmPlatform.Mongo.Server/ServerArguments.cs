using System.Globalization;
using System.Net;

namespace IbmPlatform.Mongo.Server;

/// <summary>The command line: <c>--port P --data-dir D [--auth] [--bind ADDR]</c>.</summary>
internal sealed record ServerArguments(int Port, string DataDirectory, IPAddress Bind, bool Authentication)
{
    private const string Usage =
        "Usage: IbmPlatform.Mongo.Server --port <0-65535> --data-dir <directory> [--auth] [--bind <address>]; an address that others reach needs --auth and a user";

    public static ServerArguments? Parse(IReadOnlyList<string> args, out string error)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        var authentication = args.Contains("--auth");
        args = [.. args.Where(argument => argument != "--auth")];
        error = "";
        for (var i = 0; i < args.Count; i += 2)
        {
            if (args[i] is not ("--port" or "--data-dir" or "--bind"))
                error = $"Unknown argument '{args[i]}'.";
            else if (i + 1 == args.Count)
                error = $"The argument '{args[i]}' needs a value.";
            else if (!values.TryAdd(args[i], args[i + 1]))
                error = $"The argument '{args[i]}' is given twice.";
            if (error.Length > 0)
                break;
        }

        var bind = IPAddress.Loopback;
        var port = 0;
        if (error.Length == 0)
        {
            if (values.TryGetValue("--data-dir", out var directory) && string.IsNullOrWhiteSpace(directory))
                error = "The argument '--data-dir' is empty; expected a directory.";
            else if (!values.ContainsKey("--data-dir"))
                error = "The argument '--data-dir' is missing.";
            else if (!values.TryGetValue("--port", out var number))
                error = "The argument '--port' is missing.";
            else if (!int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out port) || port > IPEndPoint.MaxPort)
                error = $"'{number}' is no port: a number from 0 (any free port) to {IPEndPoint.MaxPort} is expected.";
            else if (values.TryGetValue("--bind", out var address) && !IPAddress.TryParse(address, out bind))
                error = $"'{address}' is no IP address.";
        }

        if (error.Length == 0)
            return new ServerArguments(port, values["--data-dir"], bind ?? IPAddress.Loopback, authentication);
        error = $"{error}\n{Usage}";
        return null;
    }

    public MongoServerOptions ToOptions(Action<Exception> onInternalError) => new()
    {
        DataDirectory = DataDirectory,
        EndPoint = new IPEndPoint(Bind, Port),
        Authentication = Authentication,
        OnInternalError = onInternalError,
    };
}
