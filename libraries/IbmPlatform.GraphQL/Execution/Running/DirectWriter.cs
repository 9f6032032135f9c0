using System.Collections;
using IbmPlatform.GraphQL.Errors;
using IbmPlatform.GraphQL.Execution.Binding;
using IbmPlatform.GraphQL.Execution.Leaves;
using IbmPlatform.GraphQL.Execution.Planning;

namespace IbmPlatform.GraphQL.Execution.Running;

/// <summary>
/// Resolves and writes subtrees that need no waiting, depth first, straight into the run's buffer. A null that must propagate cuts
/// the buffer back to where its nearest nullable place began.
/// </summary>
internal sealed class DirectWriter(OperationRun run)
{
    private readonly PathStack _path = new();
    private List<Inputs.InputFault>? _faults;
    private Func<ResponsePath>? _currentPath;
    private FieldColumn _column = null!;
    private int _node;

    /// <summary>Resolves and writes a field whose whole subtree is direct.</summary>
    public void WriteField(FieldColumn column, int row, object?[] arguments)
    {
        Begin(column, row);
        var start = run.Buffer.Length;
        End(start, ResolveAndWrite(column.Plan, column.Owner.Values[row]!, arguments, start));
    }

    /// <summary>Writes a resolved value, from a depth of its lists on, whose selection below is direct.</summary>
    public void WriteValue(FieldColumn column, int node, object? value, int depth)
    {
        Begin(column, node);
        var start = run.Buffer.Length;
        End(start, Write(column.Plan, value, depth));
    }

    /// <summary>Writes an object of a type found at run time whose selection is direct.</summary>
    public void WriteObject(FieldColumn column, int node, SelectionPlan plan, object value)
    {
        Begin(column, node);
        var start = run.Buffer.Length;
        End(start, WriteFields(plan, value));
    }

    private void Begin(FieldColumn column, int node)
    {
        _column = column;
        _node = node;
        _path.CutBackTo(0);
    }

    private void End(int start, bool written)
    {
        if (written)
        {
            _column[_node] = new ResultNode(ResultKind.Bytes, start, run.Buffer.Length - start, _column[_node].List);
            return;
        }

        run.Buffer.CutBackTo(start);
        NullPropagation.NullOut(_column, _node);
    }

    /// <summary>Every writer below gives false when null must take the place of what it was to write, and of what holds that.</summary>
    private bool WriteFields(SelectionPlan plan, object value)
    {
        if (plan.Writer!.TryWrite(value, run)) return true;
        var buffer = run.Buffer;
        buffer.WriteByte((byte)'{');
        foreach (var field in plan.Fields)
        {
            buffer.WriteRaw(field.Prefix);
            if (field.WriteLeaf is { } writeLeaf)
            {
                if (!WriteLeaf(field, value, writeLeaf)) return false;
                continue;
            }

            _path.Push(field);
            var start = buffer.Length;
            var written = Arguments(field) is { } arguments
                ? ResolveAndWrite(field, value, arguments, start)
                : NullAllowed(field, 0);
            if (!written) return false;
            _path.CutBackTo(_path.Count - 1);
        }

        buffer.WriteByte((byte)'}');
        return true;
    }

    private object?[]? Arguments(FieldPlan field)
    {
        if (field.Binding.Arguments.Length == 0) return [];
        var arguments = field.Arguments.Values(run.Variables, _faults ??= []);
        if (_faults.Count == 0) return arguments;
        Report(field, new GraphQLException(
            string.Join(" ", _faults.Select(f => $"Argument \"{f.Path}\" has an invalid value: {f.Message}")), ExecutionErrorCodes.BadUserInput));
        _faults.Clear();
        return null;
    }

    private bool ResolveAndWrite(FieldPlan field, object parent, object?[] arguments, int start)
    {
        var depth = _path.Count;
        try
        {
            var resolver = (SyncResolver)field.Binding.Resolver;
            if (resolver.WriteLeaf is { } writeLeaf)
            {
                if (writeLeaf(parent, run.Buffer)) return true;
                if (!field.Binding.Shape.NonNull[0]) return WriteNull();
                return ReportNull(field);
            }

            var call = run.Call;
            call.Field = field;
            call.Parent = parent;
            call.Arguments = arguments;
            call.PathSource = _currentPath ??= CurrentPath;
            return Write(field, resolver.Resolve(call), 0);
        }
        catch (Exception e) when (e is not OperationCanceledException || !run.CancellationToken.IsCancellationRequested)
        {
            // The failed part may lie deeper, in a list that was being enumerated; the field as a whole takes the error.
            _path.CutBackTo(depth);
            return Failed(field, e, start);
        }
    }

    /// <summary>Writes a property's leaf value; the path learns of the field only when it fails.</summary>
    private bool WriteLeaf(FieldPlan field, object parent, Func<object, Utf8JsonBuffer, bool> writeLeaf)
    {
        var start = run.Buffer.Length;
        var depth = _path.Count;
        bool written;
        try
        {
            if (writeLeaf(parent, run.Buffer)) return true;
            if (!field.Binding.Shape.NonNull[0]) return WriteNull();
            _path.Push(field);
            written = ReportNull(field);
        }
        catch (Exception e) when (e is not OperationCanceledException || !run.CancellationToken.IsCancellationRequested)
        {
            _path.CutBackTo(depth);
            _path.Push(field);
            written = Failed(field, e, start);
        }

        _path.CutBackTo(depth);
        return written;
    }

    private bool Failed(FieldPlan field, Exception e, int start)
    {
        run.Buffer.CutBackTo(start);
        Report(field, e is LeafException ? Failures.NotRepresentable(field, e) : e);
        return NullAllowed(field, 0);
    }

    private bool Write(FieldPlan field, object? value, int depth)
    {
        var shape = field.Binding.Shape;
        switch (value)
        {
            case null:
                return shape.NonNull[depth] ? ReportNull(field) : WriteNull();
            case Exception failure:
                Report(field, failure);
                return NullAllowed(field, depth);
            case IFieldResult result:
                return Write(field, result.ValueOrError, depth);
        }

        var start = run.Buffer.Length;
        var path = _path.Count;
        if (depth < shape.ListDepth ? WriteList(field, value, depth)
            : shape.Leaf is not null ? WriteLeaf(field, value)
            : WriteObject(field, value))
        {
            return true;
        }

        run.Buffer.CutBackTo(start);
        _path.CutBackTo(path);
        return NullAllowed(field, depth);
    }

    private bool WriteList(FieldPlan field, object value, int depth)
    {
        if (value is not IEnumerable items || value is string)
        {
            Report(field, Failures.NoList(field, value));
            return false;
        }

        run.Buffer.WriteByte((byte)'[');
        var index = 0;
        // The common kinds by index: an enumerator costs an object a list and two interface calls an item.
        if (items is object?[] array)
        {
            for (; index < array.Length; index++)
            {
                if (!WriteItem(field, array[index], index, depth)) return false;
            }
        }
        else if (items is IReadOnlyList<object?> list)
        {
            for (; index < list.Count; index++)
            {
                if (!WriteItem(field, list[index], index, depth)) return false;
            }
        }
        else
        {
            foreach (var item in items)
            {
                if (!WriteItem(field, item, index++, depth)) return false;
            }
        }

        run.Buffer.WriteByte((byte)']');
        return true;
    }

    private bool WriteItem(FieldPlan field, object? item, int index, int depth)
    {
        if (index > 0) run.Buffer.WriteByte((byte)',');
        if ((index & 63) == 63) run.CancellationToken.ThrowIfCancellationRequested();
        _path.Push(index);
        if (!Write(field, item, depth + 1)) return false;
        _path.CutBackTo(_path.Count - 1);
        return true;
    }

    private bool WriteLeaf(FieldPlan field, object value)
    {
        try
        {
            field.Binding.Shape.Leaf!.WriteResult(value, run.Buffer);
            return true;
        }
        catch (LeafException e)
        {
            Report(field, Failures.NotRepresentable(field, e));
            return false;
        }
    }

    private bool WriteObject(FieldPlan field, object value)
    {
        var type = field.Binding.Shape.Object!;
        if (value.GetType() == type.ClrType || type.ClrType.IsInstanceOfType(value)) return WriteFields(field.ObjectPlan, value);
        Report(field, Failures.WrongType(field, value, type.ClrType));
        return false;
    }

    private bool WriteNull()
    {
        run.Buffer.WriteNull();
        return true;
    }

    /// <summary>Writes null where the type allows it.</summary>
    private bool NullAllowed(FieldPlan field, int depth) => !field.Binding.Shape.NonNull[depth] && WriteNull();

    private bool ReportNull(FieldPlan field)
    {
        Report(field, Failures.UnexpectedNull(field));
        return false;
    }

    private void Report(FieldPlan field, Exception failure) => _column.Owner.Unit.Report(_column, _node, Segments(), field, failure);

    private ResponsePath CurrentPath() => ErrorList.ToPath(Segments());

    private List<PathSegment> Segments()
    {
        var segments = new List<PathSegment>();
        ResultPaths.Append(segments, _column, _node);
        _path.AppendTo(segments);
        return segments;
    }
}
