using System.Globalization;
using IbmPlatform.GraphQL.Language;

namespace IbmPlatform.GraphQL.Types;

/// <summary>Which literals the five built-in scalars take (specification, section 3.5).</summary>
internal static class BuiltInLiterals
{
    public static string? CheckInt(ValueNode literal)
    {
        if (literal is not IntValueNode number) return "a whole number is expected";
        return int.TryParse(number.Value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _)
            ? null
            : "it does not fit in 32 bits";
    }

    public static string? CheckFloat(ValueNode literal)
    {
        var text = literal switch
        {
            IntValueNode number => number.Value,
            FloatValueNode number => number.Value,
            _ => null,
        };
        if (text is null) return "a number is expected";
        return double.IsFinite(double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture)) ? null : "it is too large for double precision";
    }

    public static string? CheckString(ValueNode literal) => literal is StringValueNode ? null : "a string in double quotes is expected";

    public static string? CheckBoolean(ValueNode literal) => literal is BooleanValueNode ? null : "true or false is expected";

    public static string? CheckId(ValueNode literal) =>
        literal is StringValueNode or IntValueNode ? null : "a string or a whole number is expected";
}
