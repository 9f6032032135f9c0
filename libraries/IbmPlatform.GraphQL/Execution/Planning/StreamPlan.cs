using IbmPlatform.GraphQL.Errors;
using IbmPlatform.GraphQL.Execution.Inputs;
using IbmPlatform.GraphQL.Language;

namespace IbmPlatform.GraphQL.Execution.Planning;

/// <summary>How a list's items are delivered later.</summary>
/// <param name="Directive">The <c>@stream</c> of the field's first node: validation lets no other stand beside it.</param>
/// <param name="Items">The field as its later items are executed: what is deferred below them begins anew.</param>
internal sealed record StreamPlan(DirectiveNode Directive, FieldPlan Items)
{
    private const string InitialCount = "initialCount";

    public string? Label { get; } = (Directive.Argument("label") as StringValueNode)?.Value;

    /// <summary>How many items come with the list itself.</summary>
    /// <exception cref="GraphQLException">The number is negative or null.</exception>
    public int CountInitial(VariableValues variables)
    {
        var count = Directive.Argument(InitialCount) switch
        {
            null => 0,
            IntValueNode literal => int.Parse(literal.Value, System.Globalization.CultureInfo.InvariantCulture),
            VariableNode variable => variables.TryGet(variable.Name, out var value) ? value as int? : 0,
            _ => null,
        };
        if (count >= 0) return count.Value;
        throw new GraphQLException(
            $"@stream({InitialCount}:) must be a number from 0 on, not {count?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "null"}.",
            ExecutionErrorCodes.BadUserInput);
    }
}
