using System.Net;
using Microsoft.AspNetCore.Http;

namespace IbmPlatform.ServiceDefaults.Hosting;

/// <summary>The addresses that a process is asked to listen on.</summary>
public static class ListenAddresses
{
    /// <summary>Refuses what no server can listen on, before anything is started for it.</summary>
    /// <param name="urls">The value of <c>--urls</c>: one or several, with semicolons between them; null: not given.</param>
    /// <exception cref="StartupException">One of them is no address.</exception>
    public static void Check(string? urls)
    {
        foreach (var url in (urls ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (!IsAddress(url))
                throw new StartupException($"--urls \"{url}\" is no address to listen on; expected one such as http://127.0.0.1:8080, with a port from 0 to {IPEndPoint.MaxPort}.");
        }
    }

    private static bool IsAddress(string url)
    {
        try
        {
            return BindingAddress.Parse(url) is { Port: >= 0 and <= IPEndPoint.MaxPort, Scheme: "http" or "https" };
        }
        catch (FormatException)
        {
            return false;
        }
    }
}
