using IbmPlatform.GraphQL.Execution.Planning;

namespace IbmPlatform.GraphQL.Execution.Incremental;

/// <summary>The groups of the deferred fragments that are open at a place of the answer.</summary>
internal sealed class DeliveryScope(DeliveryScope? outer, IReadOnlyList<DeliveryGroup> groups)
{
    public DeliveryGroup Find(DeferUsage usage)
    {
        for (var scope = this; scope is not null; scope = scope.Outer)
        {
            foreach (var group in scope.Groups)
            {
                if (group.Usage == usage) return group;
            }
        }

        throw new InvalidOperationException("A deferred fragment is used outside of where it begins.");
    }

    private DeliveryScope? Outer => outer;

    private IReadOnlyList<DeliveryGroup> Groups => groups;
}
