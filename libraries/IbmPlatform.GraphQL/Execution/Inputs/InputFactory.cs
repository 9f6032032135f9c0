using System.Linq.Expressions;
using System.Reflection;

namespace IbmPlatform.GraphQL.Execution.Inputs;

/// <summary>A constructor parameter or property of an input's C# type.</summary>
/// <param name="Index">The input field; -1 for a parameter that only ever takes its default.</param>
/// <param name="Binding">How the field's value is converted; null when there is no field.</param>
/// <param name="Type">The member's type.</param>
/// <param name="ClrDefault">The parameter's default.</param>
/// <param name="Property">The property; null for a parameter.</param>
internal sealed record InputMember(int Index, ArgumentBinding? Binding, Type Type, object? ClrDefault, PropertyInfo? Property)
{
    public object? ValueIn(InputObject input) =>
        Binding is null ? ClrDefault ?? DefaultOfType
        : input.IsGiven(Index) ? Binding.ToClr(input[Index])
        : Binding.WhenAbsent;

    private object? DefaultOfType => Type.IsValueType ? Activator.CreateInstance(Type) : null;
}

/// <summary>Compiles the construction of an input's C# object.</summary>
internal static class InputFactory
{
    private static readonly MethodInfo ValueIn = typeof(InputMember).GetMethod(nameof(InputMember.ValueIn))!;
    private static readonly MethodInfo IsGiven = typeof(InputObject).GetMethod(nameof(InputObject.IsGiven))!;

    public static Func<InputObject, object> Compile(Type target, ConstructorInfo constructor, InputMember[] parameters, InputMember[] properties)
    {
        var input = Expression.Parameter(typeof(InputObject), "input");
        var result = Expression.Variable(target, "result");
        var steps = new List<Expression>
        {
            Expression.Assign(result, Expression.New(constructor, parameters.Select(p => Value(p, input)))),
        };
        // A property whose field is not given keeps what its initialiser says.
        steps.AddRange(properties.Select(p => Expression.IfThen(
            Expression.Call(input, IsGiven, Expression.Constant(p.Index)),
            Expression.Assign(Expression.Property(result, p.Property!), Value(p, input)))));
        steps.Add(Expression.Convert(result, typeof(object)));
        return Expression.Lambda<Func<InputObject, object>>(Expression.Block([result], steps), input).Compile();
    }

    private static UnaryExpression Value(InputMember member, ParameterExpression input) =>
        Expression.Convert(Expression.Call(Expression.Constant(member), ValueIn, input), member.Type);
}
