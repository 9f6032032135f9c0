namespace IbmPlatform.Mongo.Server.Aggregation;

/// <summary>What one stage keeps: limited by itself, and reported to its pipeline for as long as it is kept.</summary>
internal sealed class StageMemory(string stage, PipelineMemory pipeline) : IDisposable
{
    private long bytes;

    /// <summary>Counts what the stage takes, or what it lets go of when negative.</summary>
    /// <exception cref="CommandException">The stage keeps more than one stage may.</exception>
    public void Add(long change)
    {
        bytes += change;
        pipeline.Add(change);
        ValueSize.Check(stage, bytes);
    }

    // A stage whose reader stops early, as before a $limit, is disposed of with the rest still kept.
    public void Dispose()
    {
        pipeline.Add(-bytes);
        bytes = 0;
    }
}
