using IbmPlatform.GraphQL.Execution;
using IbmPlatform.GraphQL.Execution.Binding;
using IbmPlatform.GraphQL.Execution.Inputs;
using IbmPlatform.GraphQL.Execution.Introspection;
using IbmPlatform.GraphQL.Execution.Leaves;
using IbmPlatform.GraphQL.Execution.Running;
using IbmPlatform.GraphQL.Language;
using IbmPlatform.GraphQL.Types;

namespace IbmPlatform.GraphQL.Tests.Differential;

/// <summary>
/// Binds a generated schema to rows instead of C# types. Each field answers at once, later or for many parents together, by chance: which
/// it is must not show.
/// </summary>
internal sealed class DynamicSchema
{
    private static readonly object Absent = new();
    private readonly BoundTypes _types = new();
    private readonly OutputShapes _shapes;
    private readonly Schema _schema;
    private readonly IReadOnlyList<Row> _rows;
    private readonly Chance _chance;
    private bool _atOnce;

    private DynamicSchema(Schema schema, IReadOnlyList<Row> rows, Chance chance)
    {
        _schema = schema;
        _rows = rows;
        _chance = chance;
        _shapes = new OutputShapes(_types);
    }

    private static LeafBinding Code { get; } = new StringScalar<string>(
        "Code", text => text.Length > 0 && text.All(char.IsAsciiLetterUpper) ? text : throw new FormatException("no code"), text => text);

    public static Schema Parse(string sdl) => Schema.FromDocument(Parser.ParseDocument(sdl, ParserOptions.Trusted), new SchemaOptions
    {
        LiteralChecks = new Dictionary<string, LiteralCheck> { ["Code"] = CheckCode },
    });

    public static ExecutableSchema Bind(string sdl, Schema schema, IReadOnlyList<Row> rows, Chance chance, bool atOnce = false)
    {
        var binding = new DynamicSchema(schema, rows, chance) { _atOnce = atOnce };
        binding.BindInputs();
        binding.BindObjects();
        return new ExecutableSchema(sdl, schema, binding._types);
    }

    private static string? CheckCode(ValueNode literal)
    {
        try
        {
            Code.ReadLiteral(literal, VariableValues.None);
            return null;
        }
        catch (FormatException e)
        {
            return e.Message;
        }
    }

    private void BindInputs()
    {
        LeafBinding[] leaves = [new IntScalar(), new FloatScalar(), new TextScalar(), new BooleanScalar(), new IdScalar(), Code, .. IntrospectionBinding.Enums];
        foreach (var leaf in leaves) _types.Leaves[leaf.Name] = leaf;
        foreach (var type in _schema.Types.OfType<EnumType>().Where(t => !t.IsIntrospection))
        {
            _types.Leaves[type.Name] = new EnumBinding<Shade>(type.Name, type.Values.ToDictionary(v => v.Name, v => (object)Enum.Parse<Shade>(v.Name, ignoreCase: true)));
        }

        var inputs = _schema.Types.OfType<InputObjectType>().ToList();
        foreach (var input in inputs) _types.Inputs[input.Name] = new InputShape(input.Name, input.IsOneOf);
        foreach (var input in inputs) _types.Inputs[input.Name].SetFields([.. input.Fields.Select(f => new InputPosition(f.Name, _types.InputTypeOf(f.Type)!, f.DefaultValue))]);
    }

    private void BindObjects()
    {
        var objects = _schema.Types.OfType<ObjectType>().ToList();
        foreach (var type in objects)
        {
            var clrType = IntrospectionBinding.Objects.FirstOrDefault(o => o.Name == type.Name)?.ClrType ?? typeof(object);
            var covers = _schema.Types.OfType<CompositeType>().Where(t => t.PossibleTypes.Contains(type)).Select(t => t.Name).Append(type.Name);
            _types.Objects[type.Name] = new ObjectBinding(type.Name, clrType, covers.ToHashSet());
        }

        foreach (var type in _schema.Types.OfType<CompositeType>().Where(t => t is not ObjectType))
        {
            _types.Abstracts[type.Name] = new AbstractBinding(type.Name, [.. type.PossibleTypes.Select(p => _types.Objects[p.Name])]);
        }

        var faults = new List<string>();
        var introspection = new FieldBinder(_types, _shapes, faults);
        foreach (var type in objects)
        {
            var binding = _types.Objects[type.Name];
            var fields = new List<FieldBinding> { MetaFields.TypeName(binding, _shapes) };
            if (type.IsIntrospection)
            {
                var methods = IntrospectionBinding.Objects.Where(o => o.Name == type.Name).SelectMany(o => o.Resolvers).SelectMany(TypeMembers.ResolverMethods).ToList();
                fields.AddRange(type.Fields.Select(f => introspection.Bind(type, f, binding.ClrType, methods)!));
            }
            else fields.AddRange(type.Fields.Select(f => Bind(type, f)));

            if (type == _schema.QueryType) fields.AddRange(MetaFields.Introspection(_schema, _types, _shapes));
            binding.SetFields(fields);
        }

        Assert.Empty(faults);
    }

    private FieldBinding Bind(ObjectType type, FieldDefinition field)
    {
        var shape = _shapes.Of(field.Type);
        var arguments = field.Arguments.Select(a => new ArgumentBinding(
            new InputPosition(a.Name, _types.InputTypeOf(a.Type)!, a.DefaultValue), static value => value, Absent, null, null)).ToArray();
        object? Resolve(object? parent, object?[] given) => field.Name.StartsWith("echo", StringComparison.Ordinal)
            ? RandomValue.Canonical(field.Arguments.Zip(given).Where(a => a.Second != Absent).Select(a => KeyValuePair.Create(a.First.Name, Plain(a.Second))))
            : Resolved((parent as Row ?? _rows[type == _schema.QueryType ? 0 : 1]).Values[field.Name], shape);
        Resolver resolver = (_atOnce ? 3 : _chance.Below(4)) switch
        {
            0 => new AsyncResolver(call => LaterAsync(call.Parent, call.Arguments, Resolve)),
            1 => new BatchResolver(call => TogetherAsync(call.ParentsAs<object?>(), call.Arguments, Resolve)),
            _ => new SyncResolver(call => Resolve(call.Parent, call.Arguments) is Exception failure ? throw failure : Resolve(call.Parent, call.Arguments)),
        };
        return new FieldBinding(type.Name, field.Name, shape, arguments, resolver);
    }

    private static async ValueTask<object?> LaterAsync(object? parent, object?[] arguments, Func<object?, object?[], object?> resolve)
    {
        await Task.Yield();
        return resolve(parent, arguments) is Exception failure ? throw failure : resolve(parent, arguments);
    }

    private static async ValueTask<object?> TogetherAsync(object?[] parents, object?[] arguments, Func<object?, object?[], object?> resolve)
    {
        await Task.Yield();
        return parents.Select(parent => resolve(parent, arguments)).ToList();
    }

    private object? Resolved(object? value, OutputShape shape) => value switch
    {
        Failure failure => new InvalidOperationException(failure.Message),
        List<object?> list => list.ConvertAll(item => Resolved(item, shape)),
        RowLink link when shape.Abstract is not null => new TypedValue(_types.Objects[_rows[link.Row].Type], _rows[link.Row]),
        RowLink link => _rows[link.Row],
        _ => value,
    };

    private object? Plain(object? value) => value switch
    {
        object?[] list => Array.ConvertAll(list, Plain),
        InputObject input => Enumerable.Range(0, input.Shape.Fields.Count).Where(input.IsGiven)
            .Select(i => KeyValuePair.Create(input.Shape.Fields[i].Name, Plain(input[i]))),
        _ => value,
    };
}
