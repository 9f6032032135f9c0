namespace IbmPlatform.GraphQL.Execution.Streams;

/// <summary>One event of a source stream: the root value of its execution (spec 6.2.3.2, MapSourceToResponseEvent).</summary>
internal sealed class SourceEvent(object? value)
{
    public object? Value => value;
}
