using IbmPlatform.GraphQL.Errors;
using IbmPlatform.GraphQL.Language;

namespace IbmPlatform.GraphQL.Validation;

/// <summary>
/// What an operation may ask for, whoever executes it. Checked on the parsed document, before validation, in time linear in its text;
/// each refusal names the limit, the value and the maximum, in its message and in its extensions.
/// </summary>
public sealed record OperationLimits
{
    /// <summary>Default of <see cref="MaxDepth"/>.</summary>
    public const int DefaultMaxDepth = 25;

    /// <summary>Default of <see cref="MaxFields"/>.</summary>
    public const int DefaultMaxFields = 5_000;

    /// <summary>Default of <see cref="MaxAliases"/>.</summary>
    public const int DefaultMaxAliases = 500;

    /// <summary>Default of <see cref="MaxDirectives"/>.</summary>
    public const int DefaultMaxDirectives = 500;

    /// <summary>Default of <see cref="MaxVariables"/>.</summary>
    public const int DefaultMaxVariables = 200;

    /// <summary>Default of <see cref="MaxDeferred"/>.</summary>
    public const int DefaultMaxDeferred = 50;

    /// <summary>Default of <see cref="MaxIntrospectionDepth"/>: what the introspection queries of tools need, and one more.</summary>
    public const int DefaultMaxIntrospectionDepth = 2;

    /// <summary>Nesting of an operation's fields, fragments expanded; stops queries that walk cycles of the schema.</summary>
    public int MaxDepth { get; init; } = DefaultMaxDepth;

    /// <summary>Fields of an operation, fragments expanded; stops fragment expansion bombs.</summary>
    public int MaxFields { get; init; } = DefaultMaxFields;

    /// <summary>Aliased fields of an operation, fragments expanded; stops one costly field asked under many names.</summary>
    public int MaxAliases { get; init; } = DefaultMaxAliases;

    /// <summary>Directives in an operation, fragments expanded; stops floods of directives, each of which is looked at many times.</summary>
    public int MaxDirectives { get; init; } = DefaultMaxDirectives;

    /// <summary>
    /// Deferred fragments and streamed lists of an operation, fragments expanded; stops answers in countless parts, each of which keeps state
    /// and costs a payload, and selections that are planned anew for each set of fragments.
    /// </summary>
    public int MaxDeferred { get; init; } = DefaultMaxDeferred;

    /// <summary>Variables that an operation defines; stops variable bombs.</summary>
    public int MaxVariables { get; init; } = DefaultMaxVariables;

    /// <summary>
    /// Nesting of <c>fields</c>, <c>interfaces</c>, <c>possibleTypes</c> and <c>inputFields</c> below <c>__schema</c> and <c>__type</c>; stops
    /// introspection that multiplies its answer with each level.
    /// </summary>
    public int MaxIntrospectionDepth { get; init; } = DefaultMaxIntrospectionDepth;

    /// <summary>The refusals of a document's operations; none when all keep to the limits.</summary>
    public IReadOnlyList<GraphQLError> Check(DocumentNode document)
    {
        ArgumentNullException.ThrowIfNull(document);
        var measure = new OperationMeasure(document);
        var errors = new List<GraphQLError>();
        foreach (var operation in document.Definitions.OfType<OperationDefinitionNode>())
        {
            var size = measure.Of(operation);
            Check(errors, operation, "variables", operation.Variables.Count, nameof(MaxVariables), MaxVariables);
            Check(errors, operation, "levels of fields", size.Depth, nameof(MaxDepth), MaxDepth);
            Check(errors, operation, "fields", size.Fields, nameof(MaxFields), MaxFields);
            Check(errors, operation, "aliases", size.Aliases, nameof(MaxAliases), MaxAliases);
            Check(errors, operation, "directives", size.Directives, nameof(MaxDirectives), MaxDirectives);
            Check(errors, operation, "deferred fragments and streamed lists", size.Deferred, nameof(MaxDeferred), MaxDeferred);
            Check(errors, operation, "levels of introspection lists", size.Introspection, nameof(MaxIntrospectionDepth), MaxIntrospectionDepth);
        }

        return errors;
    }

    private static void Check(List<GraphQLError> errors, OperationDefinitionNode operation, string what, long value, string limit, int maximum)
    {
        if (value <= maximum) return;
        errors.Add(new GraphQLError($"The operation{(operation.Name is null ? "" : $" \"{operation.Name}\"")} has {value} {what}; the limit ({limit}) is {maximum}.")
        {
            Locations = [operation.Location.ToSourceLocation()],
            Extensions = new Dictionary<string, object?>
            {
                ["code"] = ErrorCodes.LimitExceeded,
                ["limit"] = limit,
                ["value"] = value,
                ["maximum"] = maximum,
            },
        });
    }
}
