namespace IbmPlatform.Mongo.Server.Aggregation;

/// <summary>What the stages of one pipeline keep between two documents that come out of it.</summary>
internal sealed class PipelineMemory
{
    public long HeldBytes { get; private set; }

    /// <summary>An account of one stage, closed when the stage has let go of everything.</summary>
    public StageMemory Open(string stage) => new(stage, this);

    public void Add(long change) => HeldBytes += change;
}
