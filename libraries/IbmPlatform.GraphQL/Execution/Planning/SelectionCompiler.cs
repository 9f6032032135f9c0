using System.Linq.Expressions;
using System.Reflection;
using IbmPlatform.GraphQL.Execution.Binding;
using IbmPlatform.GraphQL.Execution.Leaves;
using IbmPlatform.GraphQL.Execution.Running;

namespace IbmPlatform.GraphQL.Execution.Planning;

/// <summary>
/// Compiles a selection of values that are read off their parents, with objects and lists of such, into one method. What stands between
/// two values (names, commas, braces) is written with the second of them, as one piece.
/// </summary>
internal sealed class SelectionCompiler
{
    // A method much longer than this takes the JIT longer than it spares.
    private const int MaxFields = 250;

    private static readonly MethodInfo WriteSlice = typeof(Utf8JsonBuffer).GetMethod(nameof(Utf8JsonBuffer.WriteSlice))!;
    private static readonly MethodInfo WriteText = typeof(Utf8JsonBuffer).GetMethod(nameof(Utf8JsonBuffer.WriteText))!;
    private static readonly MethodInfo WriteNumber = typeof(Utf8JsonBuffer).GetMethod(nameof(Utf8JsonBuffer.WriteNumber))!;
    private static readonly MethodInfo WriteByte = typeof(Utf8JsonBuffer).GetMethod(nameof(Utf8JsonBuffer.WriteByte))!;
    private static readonly MethodInfo WriteResult = typeof(LeafBinding).GetMethod(nameof(LeafBinding.WriteResult))!;
    private static readonly MethodInfo StopIfCancelled = typeof(OperationRun).GetMethod(nameof(OperationRun.StopIfCancelled))!;

    private readonly ParameterExpression _run = Expression.Parameter(typeof(OperationRun), "run");
    private readonly ParameterExpression _buffer = Expression.Variable(typeof(Utf8JsonBuffer), "buffer");
    private readonly ParameterExpression _bytes = Expression.Variable(typeof(byte[]), "bytes");
    private readonly LabelTarget _end = Expression.Label(typeof(bool), "end");
    private readonly List<ParameterExpression> _variables = [];
    // Everything between values, one after the other.
    private readonly List<byte> _between = [];
    private readonly List<byte> _pending = [];
    private int _fields;

    private SelectionCompiler() { }

    /// <summary>The method; null when something in the selection takes more than its parent.</summary>
    public static ObjectWriter? Compile(SelectionPlan plan)
    {
        var compiler = new SelectionCompiler();
        var parameter = Expression.Parameter(typeof(object), "value");
        var body = new List<Expression>();
        var value = compiler.Keep(Expression.Convert(parameter, plan.Type.ClrType), body);
        if (!compiler.TryObject(plan, value, body)) return null;
        compiler.Flush(body);
        body.Add(Expression.Label(compiler._end, Expression.Constant(true)));
        // Known only now, and read by all of them.
        body.Insert(0, Expression.Assign(compiler._bytes, Expression.Constant(compiler._between.ToArray())));
        body.Insert(0, Expression.Assign(compiler._buffer, Expression.Property(compiler._run, nameof(OperationRun.Buffer))));
        var block = Expression.Block([compiler._buffer, compiler._bytes, .. compiler._variables], body);
        return Expression.Lambda<ObjectWriter>(block, parameter, compiler._run).Compile();
    }

    private bool TryObject(SelectionPlan plan, Expression value, List<Expression> body)
    {
        _pending.Add((byte)'{');
        foreach (var field in plan.Fields)
        {
            if (++_fields > MaxFields || field.Binding.Arguments.Length > 0 || field.Binding.Resolver is not SyncResolver resolver) return false;
            _pending.AddRange(field.Prefix);
            if (resolver.Json is not null) _pending.AddRange(resolver.Json);
            else if (resolver.Read is null || !TryValue(field, resolver.Read(value), 0, body)) return false;
        }

        _pending.Add((byte)'}');
        return true;
    }

    /// <summary>A field's value, or an item of its lists.</summary>
    private bool TryValue(FieldPlan field, Expression read, int depth, List<Expression> body)
    {
        var shape = field.Binding.Shape;
        // Such a value may stand for an error; what is declared as object may turn out to be one.
        if (typeof(IFieldResult).IsAssignableFrom(read.Type) || typeof(Exception).IsAssignableFrom(read.Type) || read.Type.IsAssignableFrom(typeof(Exception))) return false;
        var value = Keep(read, body);
        var inner = Nullable.GetUnderlyingType(read.Type);
        if (read.Type.IsValueType && inner is null) return TryPresent(field, value, depth, body);

        var isNull = Expression.Equal(value, Expression.Constant(null, read.Type));
        if (shape.NonNull[depth])
        {
            body.Add(Expression.IfThen(isNull, Expression.Return(_end, Expression.Constant(false))));
            return TryPresent(field, inner is null ? value : Keep(Expression.Property(value, "Value"), body), depth, body);
        }

        byte[] before = [.. _pending];
        _pending.AddRange("null"u8);
        var absent = new List<Expression>();
        Flush(absent);
        _pending.AddRange(before);
        var present = new List<Expression>();
        if (!TryPresent(field, inner is null ? value : Keep(Expression.Property(value, "Value"), present), depth, present)) return false;
        Flush(present);
        body.Add(Expression.IfThenElse(isNull, Expression.Block(absent), Expression.Block(present)));
        return true;
    }

    private bool TryPresent(FieldPlan field, Expression value, int depth, List<Expression> body)
    {
        var shape = field.Binding.Shape;
        if (depth < shape.ListDepth) return TryList(field, value, depth, body);
        if (shape.Leaf is { } leaf)
        {
            AddLeaf(leaf, value, body);
            return true;
        }

        // What derives from the type may be something else than it seems; of a sealed one nothing does.
        return shape.Object is { } type && type.ClrType.IsAssignableFrom(value.Type) && (value.Type.IsSealed || value.Type.IsValueType)
            && TryObject(field.ObjectPlan, value, body);
    }

    private bool TryList(FieldPlan field, Expression list, int depth, List<Expression> body)
    {
        if (!list.Type.IsArray)
        {
            if (OutputShapes.ItemOf(list.Type) is not { } type || typeof(IReadOnlyList<>).MakeGenericType(type) is var indexed && !indexed.IsAssignableFrom(list.Type)) return false;
            list = Keep(Expression.Convert(list, indexed), body);
        }
        else if (list.Type.GetArrayRank() != 1) return false;

        _pending.Add((byte)'[');
        Flush(body);
        var index = Keep(Expression.Constant(0), body);
        var item = list.Type.IsArray ? (Expression)Expression.ArrayIndex(list, index) : Expression.Property(list, "Item", index);
        var count = list.Type.IsArray
            ? Expression.ArrayLength(list)
            : (Expression)Expression.Property(list, typeof(IReadOnlyCollection<>).MakeGenericType(list.Type.GenericTypeArguments), "Count");
        var each = new List<Expression>
        {
            Expression.IfThen(Expression.GreaterThan(index, Expression.Constant(0)), Expression.Call(_buffer, WriteByte, Expression.Constant((byte)','))),
            Expression.Call(_run, StopIfCancelled, index),
        };
        if (!TryValue(field, item, depth + 1, each)) return false;
        Flush(each);
        each.Add(Expression.PreIncrementAssign(index));
        var end = Expression.Label();
        body.Add(Expression.Loop(Expression.IfThenElse(Expression.LessThan(index, count), Expression.Block(each), Expression.Break(end)), end));
        _pending.Add((byte)']');
        return true;
    }

    private void AddLeaf(LeafBinding leaf, Expression value, List<Expression> body)
    {
        if (leaf is TextScalar or IdScalar && value.Type == typeof(string))
        {
            var (start, length) = Place();
            body.Add(Expression.Call(_buffer, WriteText, _bytes, start, length, value));
        }
        else if (leaf is IntScalar && value.Type == typeof(int))
        {
            var (start, length) = Place();
            body.Add(Expression.Call(_buffer, WriteNumber, _bytes, start, length, Expression.Convert(value, typeof(long))));
        }
        else
        {
            Flush(body);
            body.Add(ResolverCompiler.TypedWriter(leaf, value.Type) is { } typed
                ? Expression.Call(Expression.Constant(leaf), typed, value, _buffer)
                : Expression.Call(Expression.Constant(leaf), WriteResult, Expression.Convert(value, typeof(object)), _buffer));
        }
    }

    private ParameterExpression Keep(Expression value, List<Expression> body)
    {
        var variable = Expression.Variable(value.Type);
        _variables.Add(variable);
        body.Add(Expression.Assign(variable, value));
        return variable;
    }

    private void Flush(List<Expression> body)
    {
        if (_pending.Count == 0) return;
        var (start, length) = Place();
        body.Add(Expression.Call(_buffer, WriteSlice, _bytes, start, length));
    }

    /// <summary>Where what is pending will stand; it is pending no more.</summary>
    private (Expression Start, Expression Length) Place()
    {
        var place = (Expression.Constant(_between.Count), Expression.Constant(_pending.Count));
        _between.AddRange(_pending);
        _pending.Clear();
        return place;
    }
}
