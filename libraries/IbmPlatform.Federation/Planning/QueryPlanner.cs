using IbmPlatform.Federation.Supergraphs;
using IbmPlatform.GraphQL.Language;

namespace IbmPlatform.Federation.Planning;

/// <summary>Plans operations that are valid against the API schema.</summary>
internal sealed class QueryPlanner(Supergraph supergraph)
{
    /// <summary>Plans one operation for given values of the variables that @skip and @include use.</summary>
    /// <exception cref="PlanningException">No sequence of subgraph requests answers it.</exception>
    public QueryPlan Plan(DocumentNode document, OperationDefinitionNode operation, IReadOnlyDictionary<string, bool> conditions)
    {
        var fragments = document.Definitions.OfType<FragmentDefinitionNode>().ToDictionary(fragment => fragment.Name, StringComparer.Ordinal);
        var scope = new OperationScope(supergraph, fragments, conditions);
        var root = RootOf(operation.Operation);
        var selection = new SelectionTree(scope, root, [operation.SelectionSet]);
        var builder = new PlanBuilder();
        var answer = operation.Operation == OperationType.Mutation ? PlanInTurn(builder, root, selection) : PlanTogether(builder, root, selection);
        var requests = new RequestGrouper(operation).Group(builder.Fetches);
        // Specification, "Subscription": one root field is one source of events, whose owner is subscribed at.
        if (operation.Operation == OperationType.Subscription && requests.Count(request => request.IsRoot) != 1)
            throw new PlanningException("A subscription must select exactly one field at its root, of one subgraph.");
        return new QueryPlan(operation, answer, requests);
    }

    private SupergraphType RootOf(OperationType operation)
    {
        var root = supergraph.ApiSchema.RootType(operation) ?? throw new PlanningException($"The schema has no {operation.ToString().ToLowerInvariant()} type.");
        return supergraph.Type(root.Name);
    }

    private ObjectShape PlanTogether(PlanBuilder builder, SupergraphType root, SelectionTree selection) =>
        ShapeBuilder.Build(builder.Build(builder.Root, Solve(root, selection, null), []), selection);

    // Specification, "Mutation": the fields run serially, each with everything below it.
    private ObjectShape PlanInTurn(PlanBuilder builder, SupergraphType root, SelectionTree selection)
    {
        var all = new BindingSet(builder.Root);
        foreach (var demand in selection.FieldsFor(root).Where(demand => !demand.IsMeta))
        {
            all.Common.AddRange(builder.Build(builder.Root, Solve(root, selection, demand), []).Common);
            builder.Stage++;
        }

        builder.Root.ObjectType ??= root;
        return ShapeBuilder.Build(all, selection);
    }

    private PlaceSolution Solve(SupergraphType root, SelectionTree selection, FieldDemand? only)
    {
        var solver = new PlaceSolver(new FieldSetTrees(supergraph));
        return solver.SolveRoot(root, selection, only)
            ?? throw new PlanningException($"No subgraph can be asked for {solver.Failure ?? root.Name} here: no key leads to one that has it. Check @key, @external and @provides in the subgraphs.");
    }
}
