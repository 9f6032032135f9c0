using IbmPlatform.GraphQL.Execution.Inputs;
using IbmPlatform.GraphQL.Language;

namespace IbmPlatform.GraphQL.Execution.Planning;

/// <summary>A field's arguments: coerced once when they hold no variables, else once a request.</summary>
internal sealed class ArgumentPlan
{
    private static readonly ArgumentPlan Empty = new([], null!);

    private readonly ArgumentBinding[] _bindings;
    private readonly FieldNode _node;
    private readonly object?[]? _constant;

    private ArgumentPlan(ArgumentBinding[] bindings, FieldNode node)
    {
        _bindings = bindings;
        _node = node;
        if (bindings.Length == 0)
        {
            _constant = [];
            return;
        }

        var faults = new List<InputFault>();
        if (node.Arguments.All(a => !HasVariable(a.Value))) _constant = Coerce(VariableValues.None, faults);
        // Faulty constants are coerced again by each request, which reports them at the field's path.
        if (faults.Count > 0) _constant = null;
    }

    public static ArgumentPlan Of(ArgumentBinding[] bindings, FieldNode node) => bindings.Length == 0 ? Empty : new ArgumentPlan(bindings, node);

    /// <summary>The C# arguments in the order of the field's definition (spec 6.4.1, CoerceArgumentValues).</summary>
    public object?[] Values(VariableValues variables, List<InputFault> faults) => _constant ?? Coerce(variables, faults);

    private object?[] Coerce(VariableValues variables, List<InputFault> faults)
    {
        var literals = new LiteralCoercion(variables, faults);
        var values = new object?[_bindings.Length];
        for (var i = 0; i < values.Length; i++) values[i] = CoerceOne(_bindings[i], literals, faults);
        return values;
    }

    private object? CoerceOne(ArgumentBinding binding, LiteralCoercion literals, List<InputFault> faults)
    {
        var position = binding.Position;
        var path = InputPath.Root(position.Name);
        var literal = LiteralOf(position.Name);
        if (literal is null || literals.IsAbsent(literal))
        {
            literal = position.Default;
            if (literal is null)
            {
                if (position.Type.NonNull) faults.Add(new InputFault(path, $"a value of required type {position.Type} was not provided."));
                return binding.WhenAbsent;
            }
        }

        var before = faults.Count;
        var value = literals.Coerce(literal, position.Type, path);
        if (faults.Count > before) return null;
        try
        {
            return binding.ToClr(value);
        }
        catch (FormatException e)
        {
            faults.Add(new InputFault(path, e.Message));
            return null;
        }
    }

    private ValueNode? LiteralOf(string name)
    {
        foreach (var argument in _node.Arguments)
        {
            if (argument.Name == name) return argument.Value;
        }

        return null;
    }

    private static bool HasVariable(ValueNode value) => value switch
    {
        VariableNode => true,
        ListValueNode list => list.Values.Any(HasVariable),
        ObjectValueNode fields => fields.Fields.Any(f => HasVariable(f.Value)),
        _ => false,
    };
}
