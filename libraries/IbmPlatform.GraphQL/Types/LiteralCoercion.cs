using System.Globalization;
using IbmPlatform.GraphQL.Language;

namespace IbmPlatform.GraphQL.Types;

/// <summary>Gives the value of a variable: false when the request does not give the variable.</summary>
public delegate bool VariableLookup(string name, out object? value);

/// <summary>
/// Input coercion of literals (specification, section 3, "Input Coercion") to neutral values: null, <see cref="bool"/>,
/// <see cref="int"/> for Int, <see cref="double"/> for Float, <see cref="string"/> for String, ID and enum values,
/// <c>IReadOnlyList&lt;object?&gt;</c> and <c>IReadOnlyDictionary&lt;string, object?&gt;</c> in the order of the type's fields, defaults filled in.
/// A custom scalar's literal becomes the neutral value of its shape: whole numbers <see cref="long"/>, or <see cref="decimal"/> beyond it.
/// </summary>
public static class LiteralCoercion
{
    /// <summary>Coerces a literal; false when it is no value of the type, or uses a variable that is not given where a value is needed.</summary>
    /// <param name="literal">The literal, in which variables may stand.</param>
    /// <param name="type">The type expected.</param>
    /// <param name="variables">Values of variables, already coerced; null where none can stand, as in defaults.</param>
    /// <param name="value">The neutral value.</param>
    public static bool TryCoerce(ValueNode literal, IGraphQLType type, VariableLookup? variables, out object? value)
    {
        value = null;
        if (literal is VariableNode variable)
        {
            // A variable that is absent counts as null here; whoever holds an argument or field with a default looks it up first.
            var given = variables is not null && variables(variable.Name, out value);
            return (given || !type.IsNonNull) && !(type.IsNonNull && value is null);
        }

        if (literal is NullValueNode) return !type.IsNonNull;
        return type.Nullable switch
        {
            ListType list => TryCoerceList(literal, list, variables, out value),
            InputObjectType input => TryCoerceObject(literal, input, variables, out value),
            ScalarType scalar => TryCoerceScalar(literal, scalar, variables, out value),
            EnumType values => TryCoerceEnum(literal, values, out value),
            _ => false,
        };
    }

    /// <summary>The neutral value of a default; null also when there is no default.</summary>
    /// <exception cref="InvalidOperationException">The default is no value of its type: the schema was not validated.</exception>
    public static object? DefaultOf(InputValueDefinition input)
    {
        if (input.DefaultValue is null) return null;
        if (TryCoerce(input.DefaultValue, input.Type, variables: null, out var value)) return value;
        throw new InvalidOperationException($"The default {input.DefaultValue} of \"{input.Name}\" is no value of type \"{input.Type}\"; validate the schema.");
    }

    private static bool TryCoerceList(ValueNode literal, ListType type, VariableLookup? variables, out object? value)
    {
        value = null;
        // A single value stands for the list of it.
        IReadOnlyList<ValueNode> literals = literal is ListValueNode list ? list.Values : [literal];
        var items = new object?[literals.Count];
        for (var i = 0; i < items.Length; i++)
        {
            if (!TryCoerce(literals[i], type.ItemType, variables, out items[i])) return false;
        }

        value = items;
        return true;
    }

    private static bool TryCoerceObject(ValueNode literal, InputObjectType type, VariableLookup? variables, out object? value)
    {
        value = null;
        if (literal is not ObjectValueNode given || given.Fields.Any(field => type.Fields.Find(field.Name) is null)) return false;
        var fields = new OrderedDictionary<string, object?>(type.Fields.Count, StringComparer.Ordinal);
        foreach (var field in type.Fields)
        {
            var fieldLiteral = given.Fields.FirstOrDefault(candidate => candidate.Name == field.Name)?.Value;
            if (fieldLiteral is null || IsAbsent(fieldLiteral, variables))
            {
                if (field.IsRequired) return false;
                if (field.DefaultValue is not null) fields.Add(field.Name, DefaultOf(field));
            }
            else
            {
                if (!TryCoerce(fieldLiteral, field.Type, variables, out var fieldValue)) return false;
                fields.Add(field.Name, fieldValue);
            }
        }

        value = fields;
        return !type.IsOneOf || given.Fields.Count == 1 && fields.Count == 1 && fields.GetAt(0).Value is not null;
    }

    private static bool IsAbsent(ValueNode literal, VariableLookup? variables) =>
        literal is VariableNode variable && (variables is null || !variables(variable.Name, out _));

    private static bool TryCoerceScalar(ValueNode literal, ScalarType type, VariableLookup? variables, out object? value)
    {
        value = null;
        if (type.CheckLiteral(literal) is not null) return false;
        if (!type.IsBuiltIn) return TryNeutral(literal, variables, out value);
        value = literal switch
        {
            IntValueNode number when type == ScalarType.Int => int.Parse(number.Value, CultureInfo.InvariantCulture),
            IntValueNode number when type == ScalarType.Float => double.Parse(number.Value, CultureInfo.InvariantCulture),
            FloatValueNode number => double.Parse(number.Value, CultureInfo.InvariantCulture),
            // ID: a whole number is read as its digits.
            IntValueNode number => number.Value,
            StringValueNode text => text.Value,
            BooleanValueNode boolean => boolean.Value,
            _ => null,
        };
        return value is not null;
    }

    private static bool TryCoerceEnum(ValueNode literal, EnumType type, out object? value)
    {
        value = literal is EnumValueNode name ? type.Values.Find(name.Value)?.Name : null;
        return value is not null;
    }

    private static bool TryNeutral(ValueNode literal, VariableLookup? variables, out object? value)
    {
        value = null;
        switch (literal)
        {
            case NullValueNode: return true;
            case VariableNode variable: return variables is not null && variables(variable.Name, out value);
            case BooleanValueNode boolean: value = boolean.Value; return true;
            case StringValueNode text: value = text.Value; return true;
            case EnumValueNode name: value = name.Value; return true;
            case FloatValueNode number: value = double.Parse(number.Value, CultureInfo.InvariantCulture); return true;
            case IntValueNode number:
                if (long.TryParse(number.Value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole)) value = whole;
                else if (decimal.TryParse(number.Value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var large)) value = large;
                return value is not null;
            case ListValueNode list:
                var items = new object?[list.Values.Count];
                for (var i = 0; i < items.Length; i++)
                {
                    if (!TryNeutral(list.Values[i], variables, out items[i])) return false;
                }

                value = items;
                return true;
            case ObjectValueNode given:
                var fields = new OrderedDictionary<string, object?>(given.Fields.Count, StringComparer.Ordinal);
                foreach (var field in given.Fields)
                {
                    if (!TryNeutral(field.Value, variables, out var fieldValue) || !fields.TryAdd(field.Name, fieldValue)) return false;
                }

                value = fields;
                return true;
            default:
                return false;
        }
    }
}
