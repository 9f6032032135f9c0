using System.Collections.Concurrent;
using System.Text.Json;
using IbmPlatform.GraphQL.Errors;
using IbmPlatform.GraphQL.Language;
using IbmPlatform.GraphQL.Types;

namespace IbmPlatform.GraphQL.Costs;

/// <summary>Estimates what operations cost at most, and refuses those that cost too much. One instance serves all requests.</summary>
/// <remarks>
/// Where the schema says nothing: an object weighs 1, a field of an object 1, an argument or input field of an input object 1, leaves
/// nothing; a Relay connection has as many items as <c>first</c> or <c>last</c> ask for; an object of introspection weighs 0.25, and its lists
/// are as long as the schema's are on average. A list that nothing bounds, whose cost the specification leaves open, has <see cref="CostOptions.AssumedListSize"/> items.
/// </remarks>
public sealed class CostModel
{
    private readonly Schema _schema;
    private readonly CostOptions _options;
    private readonly ConcurrentDictionary<FieldDefinition, FieldCosts> _fields = new(ReferenceEqualityComparer.Instance);
    private readonly ConcurrentDictionary<InputObjectType, InputCost[]> _inputs = new(ReferenceEqualityComparer.Instance);
    private readonly ConcurrentDictionary<DirectiveDefinition, InputCost[]> _directives = new(ReferenceEqualityComparer.Instance);

    /// <summary>Reads the cost directives of a schema.</summary>
    /// <exception cref="SchemaException">Some of them cannot mean anything; all are listed.</exception>
    public CostModel(Schema schema, CostOptions options)
    {
        ArgumentNullException.ThrowIfNull(schema);
        ArgumentNullException.ThrowIfNull(options);
        if (CostFaults.Of(schema) is { Count: > 0 } faults) throw new SchemaException(faults);
        _schema = schema;
        _options = options;
        Names = CostNames.Of(schema.AppliedDirectives);
        Introspection = new IntrospectionSizes(schema);
    }

    /// <summary>The limits that it holds.</summary>
    public CostOptions Options => _options;

    /// <summary>What the schema calls the directives.</summary>
    internal CostNames Names { get; }

    /// <summary>How much introspection tells.</summary>
    internal IntrospectionSizes Introspection { get; }

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
        var estimator = new CostEstimator(this, _schema, fragments, values);
        var estimate = _schema.RootType(operation.Operation) is { } root ? estimator.Of(root, operation) : default;
        var refusals = estimator.Refusals;
        Check(refusals, operation, "type cost", estimate.TypeCost, nameof(_options.MaxTypeCost), _options.MaxTypeCost);
        Check(refusals, operation, "field cost", estimate.FieldCost, nameof(_options.MaxFieldCost), _options.MaxFieldCost);
        errors = refusals;
        isConstant = !values.WereRead;
        return estimate;
    }

    internal FieldCosts Of(FieldDefinition field) => _fields.TryGetValue(field, out var known) ? known : _fields.GetOrAdd(field, new FieldCosts(field, Names));

    internal InputCost[] Of(InputObjectType type) => _inputs.TryGetValue(type, out var known) ? known : _inputs.GetOrAdd(type, InputCost.Of(type.Fields, Names));

    internal InputCost[] Of(DirectiveDefinition directive) =>
        _directives.TryGetValue(directive, out var known) ? known : _directives.GetOrAdd(directive, InputCost.Of(directive.Arguments, Names));

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
