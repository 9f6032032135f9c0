using IbmPlatform.GraphQL.Execution;
using IbmPlatform.ServiceDefaults.DataSets;

namespace IbmPlatform.ServiceDefaults.Hosting;

/// <summary>Turns what may go wrong at start into a sentence on standard error and a non-zero exit code.</summary>
public static class StartupFaults
{
    /// <summary>Runs a process's main; anything but an expected fault of its surroundings is let through with its trace.</summary>
    public static async Task<int> ReportAsync(Func<Task> main)
    {
        try
        {
            await main().ConfigureAwait(false);
            return 0;
        }
        catch (Exception e) when (e is StartupException or DataSetException or SchemaBindingException)
        {
            await Console.Error.WriteLineAsync(e.Message).ConfigureAwait(false);
        }
        catch (IOException e) when (e.InnerException is Microsoft.AspNetCore.Connections.AddressInUseException)
        {
            await Console.Error.WriteLineAsync($"{e.Message} Stop what listens there, or choose another address with --urls.").ConfigureAwait(false);
        }
        return 1;
    }
}
