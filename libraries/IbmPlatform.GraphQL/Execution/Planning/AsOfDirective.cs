using IbmPlatform.GraphQL.Errors;
using IbmPlatform.GraphQL.Execution.Inputs;
using IbmPlatform.GraphQL.Language;

namespace IbmPlatform.GraphQL.Execution.Planning;

/// <summary>Reads <c>@asOf(at:)</c> off an operation, where the schema defines it: the request then reads the past.</summary>
internal static class AsOfDirective
{
    private const string Name = "asOf";
    private const string Argument = "at";

    public static GraphQLError? Apply(CompiledOperation operation, ExecutableSchema schema, VariableValues variables, RequestContext context, DateTimeOffset now)
    {
        var directive = operation.Directives.FirstOrDefault(d => d.Name == Name);
        if (directive is null || schema.Schema.FindDirective(Name)?.Arguments.Find(Argument) is not { } definition) return null;
        var faults = new List<InputFault>();
        var value = directive.Argument(Argument) is { } literal && schema.Types.InputTypeOf(definition.Type) is { } type
            ? new LiteralCoercion(variables, faults).Coerce(literal, type, InputPath.Root(Argument))
            : null;
        if (faults.Count > 0) return Refuse($"@{Name}({faults[0].Path}:) has an invalid value: {faults[0].Message}", directive);
        if (value is not DateTimeOffset instant) return null;
        if (instant > now)
            return Refuse($"@{Name}({Argument}:) is {instant:O}, which is still to come (now = {now:O}); give a past instant, or leave @{Name} out.", directive);
        context.AsOf = instant;
        return null;
    }

    private static GraphQLError Refuse(string message, DirectiveNode directive) =>
        GraphQLError.WithCode(message, ExecutionErrorCodes.BadUserInput, directive.Location.ToSourceLocation());
}
