using System.Net;
using System.Net.Sockets;
using IbmPlatform.ServiceDefaults.Hosting;

namespace IbmPlatform.ServiceDefaults.Tests.Hosting;

public sealed class ListenAddressesTests
{
    [Theory]
    [InlineData(null)]
    [InlineData("http://localhost:8080")]
    [InlineData("http://*:80; https://127.0.0.1:0")]
    public void Addresses_that_a_server_can_listen_on_pass(string? urls) => ListenAddresses.Check(urls);

    [Theory]
    [InlineData("nonsense", "nonsense")]
    [InlineData("http://127.0.0.1:99999", "http://127.0.0.1:99999")]
    [InlineData("http://localhost:1;ftp://localhost:2", "ftp://localhost:2")]
    public void Others_are_named_with_what_was_expected(string urls, string named) =>
        Assert.StartsWith($"--urls \"{named}\" is no address to listen on; expected one such as", Assert.Throws<StartupException>(() => ListenAddresses.Check(urls)).Message, StringComparison.Ordinal);

    [Fact]
    public void A_taken_address_is_named_and_a_free_one_stays_free()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var taken = $"http://localhost:{((IPEndPoint)listener.LocalEndpoint).Port}";

        Assert.Equal($"Another process listens at {taken}. Stop it, or choose another address with --urls.", Assert.Throws<StartupException>(() => ListenAddresses.CheckFree($"http://127.0.0.1:0;{taken}")).Message);
        listener.Stop();
        ListenAddresses.CheckFree(taken);
        ListenAddresses.CheckFree(taken);
    }

    [Fact]
    public void An_address_of_another_machine_is_refused() => Assert.StartsWith(
        "--urls: nothing can listen at 192.0.2.1:8080 here", Assert.Throws<StartupException>(() => ListenAddresses.CheckFree("http://192.0.2.1:8080")).Message, StringComparison.Ordinal);
}
