using IbmPlatform.GraphQL.Language;

namespace IbmPlatform.GraphQL.Execution.Inputs;

/// <summary>Coerces literals of a document, in which variables may stand. Collects every fault; a faulty value becomes null.</summary>
internal sealed class LiteralCoercion(VariableValues variables, List<InputFault> faults)
{
    /// <summary>Whether a literal is a variable that has no value: its place counts as not given.</summary>
    public bool IsAbsent(ValueNode literal) => literal is VariableNode variable && !variables.TryGet(variable.Name, out _);

    public object? Coerce(ValueNode literal, InputType type, InputPath path)
    {
        if (literal is VariableNode variable) return CoerceVariable(variable, type, path);
        if (literal is NullValueNode) return type.NonNull ? Fault(path, $"expected a value of type {type}, found null.") : null;
        return type switch
        {
            ListInput list => CoerceList(literal, list, path),
            ObjectInput input => CoerceObject(literal, input.Shape, path),
            _ => CoerceLeaf(literal, (LeafInput)type, path),
        };
    }

    private object? CoerceVariable(VariableNode variable, InputType type, InputPath path)
    {
        // The variable's own type has been checked by validation ("All Variable Usages Are Allowed"); its value may still be null.
        variables.TryGet(variable.Name, out var value);
        return value is null && type.NonNull
            ? Fault(path, $"expected a value of type {type}, found null in variable \"${variable.Name}\".")
            : value;
    }

    private object?[] CoerceList(ValueNode literal, ListInput list, InputPath path)
    {
        if (literal is not ListValueNode node) return [Coerce(literal, list.Item, path)];
        var items = new object?[node.Values.Count];
        for (var i = 0; i < items.Length; i++) items[i] = Coerce(node.Values[i], list.Item, path.Item(i));
        return items;
    }

    private InputObject? CoerceObject(ValueNode literal, InputShape shape, InputPath path)
    {
        if (literal is not ObjectValueNode node)
        {
            return (InputObject?)Fault(path, $"expected an object of type {shape.Name}, found {Printer.PrintCompact(literal)}.");
        }

        var result = new InputObject(shape);
        foreach (var field in node.Fields)
        {
            var index = shape.IndexOf(field.Name);
            if (index < 0) Fault(path, $"field \"{field.Name}\" is not defined by type {shape.Name}.");
            else if (!IsAbsent(field.Value)) result[index] = Coerce(field.Value, shape.Fields[index].Type, path.Field(field.Name));
        }

        InputDefaults.Complete(result, shape, path, faults);
        return result;
    }

    private object? CoerceLeaf(ValueNode literal, LeafInput type, InputPath path)
    {
        try
        {
            return type.Leaf.ReadLiteral(literal, variables);
        }
        catch (FormatException e)
        {
            return Fault(path, e.Message);
        }
    }

    private object? Fault(InputPath path, string message)
    {
        faults.Add(new InputFault(path, message));
        return null;
    }
}
