using System.Collections.Concurrent;
using System.Text.Json;
using IbmPlatform.GraphQL.Errors;
using IbmPlatform.GraphQL.Language;
using IbmPlatform.GraphQL.Types;

namespace IbmPlatform.GraphQL.Costs;

/// <summary>Estimates what operations cost at most, and refuses those that cost too much. One instance serves all requests.</summary>
/// <remarks>
/// Where the schema says nothing: an object weighs 1, a field of an object 1, leaves and arguments nothing; a Relay connection has as many
/// items as <c>first</c> or <c>last</c> ask for; introspection, which has limits of its own, costs nothing.
/// </remarks>
public sealed class CostModel(Schema schema, CostOptions options)
{
    private readonly ConcurrentDictionary<FieldDefinition, FieldCosts> _fields = new(ReferenceEqualityComparer.Instance);

    /// <summary>The limits that it holds.</summary>
    public CostOptions Options => options;

    /// <summary>Estimates an operation of a valid document.</summary>
    /// <param name="operation">The operation.</param>
    /// <param name="fragments">The document's fragments by name.</param>
    /// <param name="variables">The request's variables as sent; undefined when it has none.</param>
    /// <param name="errors">What refuses the operation; empty when it may run.</param>
    /// <param name="isConstant">Whether the estimate holds for any variables.</param>
    public CostEstimate Estimate(
        OperationDefinitionNode operation, IReadOnlyDictionary<string, FragmentDefinitionNode> fragments, JsonElement variables,
        out IReadOnlyList<GraphQLError> errors, out bool isConstant)
    {
        ArgumentNullException.ThrowIfNull(operation);
        ArgumentNullException.ThrowIfNull(fragments);
        var values = new CostVariables(operation, variables);
        var estimator = new CostEstimator(this, schema, fragments, values);
        var estimate = schema.RootType(operation.Operation) is { } root ? estimator.Of(root, operation) : default;
        var refusals = estimator.Refusals;
        Check(refusals, operation, "type cost", estimate.TypeCost, nameof(options.MaxTypeCost), options.MaxTypeCost);
        Check(refusals, operation, "field cost", estimate.FieldCost, nameof(options.MaxFieldCost), options.MaxFieldCost);
        errors = refusals;
        isConstant = !values.WereRead;
        return estimate;
    }

    internal FieldCosts Of(FieldDefinition field) => _fields.TryGetValue(field, out var known) ? known : _fields.GetOrAdd(field, new FieldCosts(field));

    internal static GraphQLError Refusal(OperationDefinitionNode operation, string message, string limit, double value, double maximum) => new(message)
    {
        Locations = operation.Location.IsKnown ? [operation.Location.ToSourceLocation()] : [],
        Extensions = new Dictionary<string, object?>
        {
            ["code"] = ErrorCodes.LimitExceeded,
            ["limit"] = limit,
            ["value"] = value,
            ["maximum"] = maximum,
        },
    };

    private static void Check(List<GraphQLError> refusals, OperationDefinitionNode operation, string what, double value, string limit, double maximum)
    {
        if (value <= maximum) return;
        refusals.Add(Refusal(
            operation,
            FormattableString.Invariant($"The operation{(operation.Name is null ? "" : $" \"{operation.Name}\"")} has a {what} of {value}; the limit ({limit}) is {maximum}. Ask for smaller pages, or in several operations."),
            limit, value, maximum));
    }
}
