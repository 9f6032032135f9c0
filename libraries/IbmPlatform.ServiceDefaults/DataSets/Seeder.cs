using IbmPlatform.Mongo.Client;
using IbmPlatform.Mongo.Protocol;
using IbmPlatform.ServiceDefaults.Hosting;
using IbmPlatform.Values;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace IbmPlatform.ServiceDefaults.DataSets;

/// <summary>
/// Loads the data set into the modules of this process: all records of all modules are judged before the first is written; a record that
/// is there stays as it is; a marker at the end says which version has been loaded, so that a crash half-way is made good by the next start.
/// </summary>
internal sealed partial class Seeder(IServiceProvider services, ILogger<Seeder> logger)
{
    private const string Marker = "dataset";

    /// <exception cref="DataSetException">The data set has faults; nothing was written.</exception>
    public async Task RunAsync(string folder, IReadOnlyList<ModuleBuilder> modules, CancellationToken cancellationToken)
    {
        var reader = new DataSetReader(folder);
        var info = reader.ReadInfo();
        var due = new List<ModuleBuilder>();
        foreach (var module in modules.Where(m => m.Seeds.Count > 0))
        {
            if (await LoadedVersionAsync(module, cancellationToken).ConfigureAwait(false) != info.Version)
                due.Add(module);
        }
        if (due.Count == 0)
            return;
        var loads = due.Select(module => (module, Loads: module.Seeds.Select(seed => seed.Prepare(reader)).ToList())).ToList();
        reader.Complete();
        foreach (var (module, steps) in loads)
        {
            var written = 0;
            foreach (var step in steps)
                written += await step(services, info, cancellationToken).ConfigureAwait(false);
            await MarkAsync(module, info, cancellationToken).ConfigureAwait(false);
            Log.Loaded(logger, written, module.Name, info.Version);
        }
    }

    private MongoCollection<BsonDocument> Meta(ModuleBuilder module) =>
        services.GetRequiredKeyedService<ServiceDatabase>(module.Name).Database.GetCollection<BsonDocument>("meta");

    private async Task<string?> LoadedVersionAsync(ModuleBuilder module, CancellationToken cancellationToken)
    {
        var marker = await Meta(module).FindOneAsync(new BsonDocument("_id", Marker), cancellationToken: cancellationToken).ConfigureAwait(false);
        return marker?["version"].AsString;
    }

    private async Task MarkAsync(ModuleBuilder module, DataSetInfo info, CancellationToken cancellationToken) =>
        await Meta(module).UpdateOneAsync(
            new BsonDocument("_id", Marker),
            new BsonDocument("$set", new BsonDocument { ["version"] = info.Version, ["date"] = info.Date }),
            new UpdateOptions { Upsert = true },
            cancellationToken).ConfigureAwait(false);

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information, "Loaded {Count} record(s) of the data set {Version} into {Service}")]
        public static partial void Loaded(ILogger logger, int count, string service, string version);
    }
}
