namespace IbmPlatform.ServiceDefaults.DataSets;

/// <summary>The data set has faults; all of them are listed and nothing is loaded.</summary>
public sealed class DataSetException(string folder, IReadOnlyList<DataFault> faults)
    : Exception($"The data set in {folder} has {faults.Count} fault(s); nothing is loaded. Mend the files and start again:" +
        string.Concat(faults.Select(fault => $"{Environment.NewLine}- {fault}")))
{
    /// <summary>Every fault found.</summary>
    public IReadOnlyList<DataFault> Faults { get; } = faults;
}
