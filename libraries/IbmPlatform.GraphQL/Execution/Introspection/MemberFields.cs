using IbmPlatform.GraphQL.Language;
using IbmPlatform.GraphQL.Types;

namespace IbmPlatform.GraphQL.Execution.Introspection;

internal static class FieldFields
{
    public static IEnumerable<InputValueDefinition> Args(FieldDefinition field, bool includeDeprecated) =>
        field.Arguments.Where(a => includeDeprecated || a.DeprecationReason is null);

    public static bool IsDeprecated(FieldDefinition field) => field.DeprecationReason is not null;
}

internal static class InputValueFields
{
    public static string? DefaultValue(InputValueDefinition input) => input.DefaultValue is null ? null : Printer.Print(input.DefaultValue);

    public static bool IsDeprecated(InputValueDefinition input) => input.DeprecationReason is not null;
}

internal static class EnumValueFields
{
    public static bool IsDeprecated(EnumValueDefinition value) => value.DeprecationReason is not null;
}

internal static class DirectiveFields
{
    public static IEnumerable<InputValueDefinition> Args(DirectiveDefinition directive, bool includeDeprecated) =>
        directive.Arguments.Where(a => includeDeprecated || a.DeprecationReason is null);
}
