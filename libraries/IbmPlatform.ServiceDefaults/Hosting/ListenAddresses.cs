using System.Net;
using System.Net.Sockets;
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
        foreach (var url in Each(urls))
        {
            if (!IsAddress(url))
                throw new StartupException($"--urls \"{url}\" is no address to listen on; expected one such as http://127.0.0.1:8080, with a port from 0 to {IPEndPoint.MaxPort}.");
        }
    }

    /// <summary>
    /// Refuses an address that another process listens at before anything is loaded or published for it. Who takes it between this look
    /// and the start is told the same by the start itself.
    /// </summary>
    /// <param name="urls">As <see cref="Check"/> takes them.</param>
    /// <exception cref="StartupException">One of them is taken.</exception>
    public static void CheckFree(string? urls)
    {
        foreach (var url in Each(urls))
        {
            var address = BindingAddress.Parse(url);
            if (address is { IsUnixPipe: false, IsNamedPipe: false, Port: > 0 } && IsTaken(Address(address.Host), address.Port))
                throw new StartupException($"Another process listens at {url}. Stop it, or choose another address with --urls.");
        }
    }

    private static string[] Each(string? urls) => (urls ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    /// <summary>A name other than localhost means every address of the machine, as to Kestrel.</summary>
    private static IPAddress Address(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase) ? IPAddress.Loopback
        : IPAddress.TryParse(host, out var address) ? address
        : IPAddress.Any;

    private static bool IsTaken(IPAddress address, int port)
    {
        using var listener = new TcpListener(address, port);
        try
        {
            listener.Start();
            return false;
        }
        catch (SocketException e) when (e.SocketErrorCode == SocketError.AddressAlreadyInUse)
        {
            return true;
        }
        catch (SocketException e) when (e.SocketErrorCode is SocketError.AddressNotAvailable or SocketError.AccessDenied)
        {
            throw new StartupException($"--urls: nothing can listen at {address}:{port} here ({e.Message}); choose an address of this machine, such as http://127.0.0.1:8080.", e);
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
