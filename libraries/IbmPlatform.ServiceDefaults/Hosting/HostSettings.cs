using IbmPlatform.ServiceDefaults.Bus;
using Microsoft.Extensions.Configuration;

namespace IbmPlatform.ServiceDefaults.Hosting;

/// <summary>Where a service finds the store, the bus and the data set.</summary>
/// <param name="Store"><c>--store</c> or IBMPLATFORM_STORE: a <c>mongodb://</c> connection string.</param>
/// <param name="Bus"><c>--bus</c> or IBMPLATFORM_BUS: <c>in-memory</c> or an <c>amqp://</c> address.</param>
/// <param name="Data"><c>--data</c> or IBMPLATFORM_DATA: the data set's folder; null: nothing is loaded.</param>
/// <param name="DatabasePrefix"><c>--database-prefix</c> or IBMPLATFORM_DATABASE_PREFIX: put before the names of databases, where several installations share a store.</param>
public sealed record HostSettings(string Store, BusOptions Bus, string? Data, string DatabasePrefix = "")
{
    /// <summary>The store asked for when none is configured.</summary>
    public const string DefaultStore = "mongodb://localhost:27017";

    /// <summary>Environment variables start with this.</summary>
    public const string EnvironmentPrefix = "IBMPLATFORM_";

    /// <summary>Reads them; the data set is looked for in <c>data/</c> above the program when its folder is not given.</summary>
    /// <exception cref="StartupException">A setting has the wrong form.</exception>
    public static HostSettings Read(IConfiguration configuration)
    {
        var store = configuration["store"] ?? DefaultStore;
        if (!store.StartsWith("mongodb://", StringComparison.Ordinal) && !store.StartsWith("mongodb+srv://", StringComparison.Ordinal))
            throw new StartupException($"--store \"{store}\" is no connection string; expected one such as {DefaultStore}.");
        try
        {
            return new(store, BusOptions.Parse(configuration["bus"] ?? BusOptions.InMemory), configuration["data"] ?? DataFolder.Find(),
                configuration["database-prefix"] ?? configuration["database_prefix"] ?? "");
        }
        catch (FormatException e)
        {
            throw new StartupException($"--bus {e.Message}", e);
        }
    }
}
