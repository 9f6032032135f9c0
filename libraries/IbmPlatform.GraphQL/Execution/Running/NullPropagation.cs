namespace IbmPlatform.GraphQL.Execution.Running;

/// <summary>Replaces by null what cannot hold a failed value (spec 6.4.4, "Handling Execution Errors").</summary>
internal static class NullPropagation
{
    /// <summary>Makes a node null, or the nearest place above it where the types allow that.</summary>
    public static void NullOut(FieldColumn column, int node)
    {
        column.Owner.Unit.HasNulls = true;
        while (true)
        {
            var depth = column.DepthOf(node);
            var list = column[node].List;
            column[node] = new ResultNode(ResultKind.Null, 0, 0, list);
            if (!column.Plan.Binding.Shape.NonNull[depth]) return;
            if (list >= 0)
            {
                node = list;
                continue;
            }

            var owner = column.Owner;
            owner.SetNulled(node);
            if (owner.Parent is null)
            {
                owner.Unit.Fail(node);
                return;
            }

            (column, node) = (owner.Parent, owner.NodeOf(node));
        }
    }
}
