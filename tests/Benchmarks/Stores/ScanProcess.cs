using System.Diagnostics;
using System.Globalization;
using IbmPlatform.Mongo.Client;
using IbmPlatform.Mongo.Protocol;

namespace IbmPlatform.Benchmarks.Stores;

/// <summary>A client of its own that reads a collection once and says what memory that took.</summary>
internal static class ScanProcess
{
    public const string Argument = "stores-scan";

    public const string Collection = "scanned";

    /// <returns>How many documents came, and the client's peak in megabytes.</returns>
    public static async Task<(int Documents, double PeakMegabytes)> RunAsync(string address, int documents)
    {
        await using var process = await ChildProcess.StartAsync(typeof(ScanProcess).Assembly.Location, Argument, address, documents.ToString(CultureInfo.InvariantCulture));
        var words = process.FirstLine.Split(' ');
        return (int.Parse(words[0], CultureInfo.InvariantCulture), double.Parse(words[1], CultureInfo.InvariantCulture));
    }

    public static async Task ScanAsync(string address, string limit, TextWriter output)
    {
        await using var client = MongoClient.Create(address);
        var documents = 0;
        var options = new FindOptions { Limit = int.Parse(limit, CultureInfo.InvariantCulture) };
        await foreach (var _ in client.GetDatabase("bench").GetCollection<BsonDocument>(Collection).Find([], options))
            documents++;
        using var self = Process.GetCurrentProcess();
        await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{documents} {self.PeakWorkingSet64 / 1048576.0:0.0}"));
    }
}
