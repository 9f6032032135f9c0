namespace IbmPlatform.Mongo.Server.Tests;

public sealed class ProgramTests
{
    [Theory]
    [InlineData("'--data-dir' is missing", "--port", "0")]
    [InlineData("'--data-dir' is empty", "--port", "0", "--data-dir", " ")]
    [InlineData("'--port' is missing", "--data-dir", "x")]
    [InlineData("'70000' is no port", "--port", "70000", "--data-dir", "x")]
    [InlineData("Unknown argument '--frob'", "--frob", "1")]
    [InlineData("'nowhere' is no IP address", "--port", "0", "--data-dir", "x", "--bind", "nowhere")]
    public void A_wrong_command_line_is_named(string expected, params string[] args)
    {
        Assert.Null(ServerArguments.Parse(args, out var error));
        Assert.Contains(expected, error, StringComparison.Ordinal);
        Assert.Contains("Usage:", error, StringComparison.Ordinal);
    }

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
