using System.Text.Json;
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

    /// <summary>Default of <see cref="MaxDirectivesPerLocation"/>.</summary>
    public const int DefaultMaxDirectivesPerLocation = 20;

    /// <summary>Default of <see cref="MaxFragmentVisits"/>.</summary>
    public const int DefaultMaxFragmentVisits = 2_000;

    /// <summary>Default of <see cref="MaxListItems"/>.</summary>
    public const int DefaultMaxListItems = 10_000;

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

    /// <summary>Directives at one place of an operation or of its fragments; stops places whose directives are compared each with each.</summary>
    public int MaxDirectivesPerLocation { get; init; } = DefaultMaxDirectivesPerLocation;

    /// <summary>
    /// Fragments that an operation spreads and writes inline, fragments expanded; stops documents that ask for few fields by way of very many
    /// fragments, each of which is looked into for every type.
    /// </summary>
    public int MaxFragmentVisits { get; init; } = DefaultMaxFragmentVisits;

    /// <summary>
    /// Items of all lists in a request's variables together; stops lists of ids or filters that few bytes hold and each of which is looked up.
    /// Lists in the document itself are bounded by its tokens.
    /// </summary>
    public int MaxListItems { get; init; } = DefaultMaxListItems;

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
            Check(errors, operation, "directives at one place", size.DirectivesAtOnce, nameof(MaxDirectivesPerLocation), MaxDirectivesPerLocation);
            Check(errors, operation, "visits of fragments", size.Visits, nameof(MaxFragmentVisits), MaxFragmentVisits);
            Check(errors, operation, "deferred fragments and streamed lists", size.Deferred, nameof(MaxDeferred), MaxDeferred);
            Check(errors, operation, "levels of introspection lists", size.Introspection, nameof(MaxIntrospectionDepth), MaxIntrospectionDepth);
        }

        return errors;
    }

    /// <summary>The refusal of a request's variables; null when they keep to the limits.</summary>
    /// <param name="variables">The variables as sent; undefined when there are none.</param>
    public GraphQLError? Check(JsonElement variables)
    {
        var items = CountItems(variables, MaxListItems);
        return items <= MaxListItems ? null : Refusal($"The variables have {items} items in lists; the limit ({nameof(MaxListItems)}) is {MaxListItems}.", [], nameof(MaxListItems), items, MaxListItems);
    }

    /// <summary>Recurses as deep as the reader of the JSON allowed; one list that is too long needs no looking into.</summary>
    private static long CountItems(JsonElement value, int most)
    {
        var items = 0L;
        if (value.ValueKind == JsonValueKind.Array)
        {
            items = value.GetArrayLength();
            if (items > most) return items;
            foreach (var item in value.EnumerateArray())
            {
                if (item.ValueKind is JsonValueKind.Array or JsonValueKind.Object) items += CountItems(item, most);
            }
        }
        else if (value.ValueKind == JsonValueKind.Object)
        {
            foreach (var member in value.EnumerateObject()) items += CountItems(member.Value, most);
        }

        return items;
    }

    private static void Check(List<GraphQLError> errors, OperationDefinitionNode operation, string what, long value, string limit, int maximum)
    {
        if (value <= maximum) return;
        var name = operation.Name is null ? "" : $" \"{operation.Name}\"";
        errors.Add(Refusal($"The operation{name} has {value} {what}; the limit ({limit}) is {maximum}.", [operation.Location.ToSourceLocation()], limit, value, maximum));
    }

    private static GraphQLError Refusal(string message, IReadOnlyList<SourceLocation> locations, string limit, long value, int maximum) => new(message)
    {
        Locations = locations,
        Extensions = new Dictionary<string, object?>
        {
            ["code"] = ErrorCodes.LimitExceeded,
            ["limit"] = limit,
            ["value"] = value,
            ["maximum"] = maximum,
        },
    };
}
