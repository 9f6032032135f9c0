using IbmPlatform.GraphQL.Errors;

namespace IbmPlatform.GraphQL.Execution.Incremental;

/// <summary>Counts the parts that one answer comes in: how many those are is known only as the data is.</summary>
internal sealed class PartCount(int maximum)
{
    private int _count;

    /// <summary>Whether there were more than may be: those were not taken on.</summary>
    public bool IsExceeded { get; private set; }

    /// <summary>What ends the answer then.</summary>
    public GraphQLError Refusal => new(
        $"The answer comes in {maximum + 1} parts or more; the limit ({nameof(ExecutorOptions.MaxParts)}) is {maximum}. Defer less in lists, or ask for shorter ones.")
    {
        Extensions = new Dictionary<string, object?>
        {
            ["code"] = ExecutionErrorCodes.LimitExceeded,
            ["limit"] = nameof(ExecutorOptions.MaxParts),
            ["value"] = maximum + 1,
            ["maximum"] = maximum,
        },
    };

    /// <summary>Counts one more; false when there is no room for it.</summary>
    public bool TryAdd()
    {
        IsExceeded |= _count >= maximum;
        if (IsExceeded) return false;
        _count++;
        return true;
    }
}
