namespace IbmPlatform.Mongo.Server.Tests;

public sealed class ProgramTests
{
    [Theory]
    [InlineData("'--data-dir' is missing", "--port", "0")]
    [InlineData("'--data-dir' is empty", "--port", "0", "--data-dir", " ")]
    [InlineData("'--port' is missing", "--data-dir", "x")]
    [InlineData("'70000' is no port", "--port", "70000", "--data-dir", "x")]
    [InlineData("Unknown argument '--frob'", "--frob", "1")]
    [InlineData("'--tls-key' is missing", "--port", "0", "--data-dir", "x", "--tls-certificate", "c.pem")]
    [InlineData("'0' is no value of '--cursor-memory-mb'", "--port", "0", "--data-dir", "x", "--cursor-memory-mb", "0")]
    [InlineData("'soon' is no value of '--cursor-timeout-seconds'", "--port", "0", "--data-dir", "x", "--cursor-timeout-seconds", "soon")]
    [InlineData("'nowhere' is no IP address", "--port", "0", "--data-dir", "x", "--bind", "nowhere")]
    [InlineData("'here.sock' is no value of '--unix-socket'", "--port", "0", "--data-dir", "x", "--unix-socket", "here.sock")]
    public void A_wrong_command_line_is_named(string expected, params string[] args)
    {
        Assert.Null(ServerArguments.Parse(args, out var error));
        Assert.Contains(expected, error, StringComparison.Ordinal);
        Assert.Contains("Usage:", error, StringComparison.Ordinal);
    }

    [Fact]
    public void What_the_command_line_says_is_what_the_server_starts_with()
    {
        var options = ServerArguments.Parse(
            ["--port", "1", "--data-dir", "x", "--tls-certificate", "c.pem", "--tls-key", "k.pem", "--cursor-memory-mb", "32", "--cursor-timeout-seconds", "90",
                "--unix-socket", "/tmp/mongodb.sock"],
            out _)!.ToOptions(_ => { });

        Assert.Equal(new ServerTls("c.pem", "k.pem"), options.Tls);
        Assert.Equal("/tmp/mongodb.sock", options.UnixSocket);
        Assert.Equal(32L << 20, options.CursorMemoryBytes);
        Assert.Equal(TimeSpan.FromSeconds(90), options.CursorTimeout);
        var defaults = ServerArguments.Parse(["--port", "1", "--data-dir", "x"], out _)!.ToOptions(_ => { });
        Assert.Equal(new MongoServerOptions { DataDirectory = "x" }.CursorMemoryBytes, defaults.CursorMemoryBytes);
        Assert.Equal(new MongoServerOptions { DataDirectory = "x" }.CursorTimeout, defaults.CursorTimeout);
    }

    [Theory]
    [InlineData(true, "--bind", "0.0.0.0", "--auth")]
    [InlineData(false, "--bind", "0.0.0.0", "--auth", "--tls-certificate", "c.pem", "--tls-key", "k.pem")]
    [InlineData(false, "--bind", "127.0.0.1")]
    public void Who_listens_for_others_without_TLS_is_warned(bool warned, params string[] args) =>
        Assert.Equal(warned, ServerArguments.Parse(["--port", "1", "--data-dir", "x", .. args], out _)!.Warning is not null);

    [Fact]
    public async Task The_process_says_why_it_cannot_start()
    {
        await using var server = ServerFixture.Start();
        using var second = ServerProcess.Run("--port", "0", "--data-dir", server.Directory);
        var error = await second.StandardError.ReadToEndAsync();
        await second.WaitForExitAsync();

        Assert.Equal(1, second.ExitCode);
        Assert.Contains("locked by another server", error, StringComparison.Ordinal);
    }
}
