using IbmPlatform.GraphQL.Execution.Inputs;
using IbmPlatform.GraphQL.Types;

namespace IbmPlatform.GraphQL.Execution.Binding;

/// <summary>Lets validation judge literals of custom scalars by the same code that coerces them.</summary>
internal static class LiteralChecks
{
    public static IReadOnlyDictionary<string, LiteralCheck> Of(SchemaBinder binder)
    {
        var checks = new Dictionary<string, LiteralCheck>();
        foreach (var scalar in binder.Scalars) checks[scalar.Name] = literal => Fault(scalar, literal);
        return checks;
    }

    private static string? Fault(ScalarRegistration scalar, Language.ValueNode literal)
    {
        try
        {
            scalar.Binding.ReadLiteral(literal, VariableValues.None);
            return null;
        }
        catch (FormatException e)
        {
            return e.Message;
        }
    }
}
