namespace IbmPlatform.ServiceDefaults.Hosting;

/// <summary>What the process has behind it.</summary>
internal sealed class PlatformState
{
    private volatile bool prepared;

    /// <summary>Indexes are there and the data set is loaded.</summary>
    public bool IsPrepared
    {
        get => prepared;
        set => prepared = value;
    }
}
