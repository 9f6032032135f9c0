using IbmPlatform.GraphQL.Language;

namespace IbmPlatform.Federation.Planning;

/// <summary>How one operation is answered; holds nothing of one request and serves many at once.</summary>
internal sealed class QueryPlan(OperationDefinitionNode operation, ObjectShape answer, IReadOnlyList<PlannedRequest> requests)
{
    public OperationDefinitionNode Operation { get; } = operation;

    public ObjectShape Answer { get; } = answer;

    public IReadOnlyList<PlannedRequest> Requests { get; } = requests;

    public override string ToString() => PlanPrinter.Print(this);
}
