using IbmPlatform.ServiceDefaults.Aggregates;
using IbmPlatform.Values;
using Microsoft.Extensions.DependencyInjection;

namespace IbmPlatform.ServiceDefaults.DataSets;

/// <summary>One kind of records that a module loads: read and judged first, written when all of the data set is sound.</summary>
internal interface ISeed
{
    /// <summary>Reads the records; faults go to the reader.</summary>
    Func<IServiceProvider, DataSetInfo, CancellationToken, Task<int>> Prepare(DataSetReader reader);
}

/// <inheritdoc cref="ISeed"/>
internal sealed class Seed<T>(string files) : ISeed
    where T : class
{
    public Func<IServiceProvider, DataSetInfo, CancellationToken, Task<int>> Prepare(DataSetReader reader)
    {
        var records = reader.Read<T>(files);
        return (services, info, cancellationToken) => services.GetRequiredService<AggregateStore<T>>()
            .InsertMissingAsync(records, new Change(At: info.Date), cancellationToken);
    }
}
