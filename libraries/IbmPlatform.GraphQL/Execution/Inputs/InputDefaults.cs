namespace IbmPlatform.GraphQL.Execution.Inputs;

/// <summary>What an input object still lacks once its given fields are coerced: defaults, required fields, the one-of rule.</summary>
internal static class InputDefaults
{
    public static void Complete(InputObject value, InputShape shape, InputPath path, List<InputFault> faults)
    {
        if (shape.IsOneOf)
        {
            CheckOneOf(value, shape, path, faults);
            return;
        }

        for (var i = 0; i < shape.Fields.Count; i++)
        {
            if (value.IsGiven(i)) continue;
            var field = shape.Fields[i];
            if (field.Default is not null)
            {
                value[i] = new LiteralCoercion(VariableValues.None, faults).Coerce(field.Default, field.Type, path.Field(field.Name));
            }
            else if (field.Type.NonNull)
            {
                faults.Add(new InputFault(path, $"field \"{field.Name}\" of required type {field.Type} is not provided."));
            }
        }
    }

    private static void CheckOneOf(InputObject value, InputShape shape, InputPath path, List<InputFault> faults)
    {
        var given = Enumerable.Range(0, shape.Fields.Count).Where(value.IsGiven).ToList();
        if (given.Count != 1)
        {
            faults.Add(new InputFault(path, $"exactly one field of the one-of type {shape.Name} must be given, found {given.Count}."));
        }
        else if (value[given[0]] is null && !faults.Exists(f => f.Path.Parent == path))
        {
            faults.Add(new InputFault(path.Field(shape.Fields[given[0]].Name), $"the field given of the one-of type {shape.Name} must not be null."));
        }
    }
}
