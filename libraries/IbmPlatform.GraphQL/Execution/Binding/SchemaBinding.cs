using System.Reflection;
using IbmPlatform.GraphQL.Execution.Inputs;
using IbmPlatform.GraphQL.Execution.Introspection;
using IbmPlatform.GraphQL.Execution.Leaves;
using IbmPlatform.GraphQL.Execution.Streams;
using IbmPlatform.GraphQL.Execution.Subgraphs;
using IbmPlatform.GraphQL.Types;

namespace IbmPlatform.GraphQL.Execution.Binding;

/// <summary>Binds a whole schema, kind of type by kind of type, and collects every fault on the way.</summary>
internal sealed class SchemaBinding
{
    private readonly Schema _schema;
    private readonly List<ObjectRegistration> _objects;
    private readonly SchemaBinder _binder;
    private readonly List<string> _faults = [];
    private readonly OutputShapes _shapes;

    private SchemaBinding(Schema schema, SchemaBinder binder)
    {
        _schema = schema;
        _binder = binder;
        _objects = [.. binder.Objects.Select(Named), .. IntrospectionBinding.Objects];
        if (schema.FindType(SubgraphFields.ServiceType.Name) is not null) _objects.Add(SubgraphFields.ServiceType);
        _shapes = new OutputShapes(Types);
    }

    private BoundTypes Types { get; } = new();

    public static BoundTypes Bind(Schema schema, SchemaBinder binder, string sdl)
    {
        var binding = new SchemaBinding(schema, binder);
        binding.BindLeaves();
        binding.BindInputs();
        binding.BindObjects(sdl);
        binding.ReportStrayRegistrations();
        return binding._faults.Count == 0 ? binding.Types : throw new SchemaBindingException(binding._faults);
    }

    private ObjectRegistration Named(ObjectRegistration registration) => registration.Name switch
    {
        ObjectRegistration.Query => registration with { Name = _schema.QueryType?.Name ?? "Query" },
        ObjectRegistration.Mutation => registration with { Name = _schema.MutationType?.Name ?? "Mutation" },
        ObjectRegistration.Subscription => registration with { Name = _schema.SubscriptionType?.Name ?? "Subscription" },
        _ => registration,
    };

    private void BindLeaves()
    {
        LeafBinding[] builtIn = [new IntScalar(), new FloatScalar(), new TextScalar(), new BooleanScalar(), new IdScalar()];
        foreach (var leaf in builtIn.Concat(IntrospectionBinding.Enums)) Types.Leaves[leaf.Name] = leaf;
        foreach (var scalar in _schema.Types.OfType<ScalarType>()) BindScalar(scalar);
        foreach (var type in _schema.Types.OfType<EnumType>().Where(t => !Types.Leaves.ContainsKey(t.Name))) BindEnum(type);
    }

    private void BindScalar(ScalarType scalar)
    {
        if (Types.Leaves.ContainsKey(scalar.Name)) return;
        var leaf = SubgraphSchema.Scalar(scalar.Name) ?? _binder.Scalars.FindLast(s => s.Name == scalar.Name)?.Binding;
        if (leaf is null) _faults.Add($"Scalar {scalar.Name} is not bound; call Scalar<T>(\"{scalar.Name}\", parse, format).");
        else Types.Leaves[scalar.Name] = leaf;
    }

    private void BindEnum(EnumType type)
    {
        if (SubgraphSchema.IsPurpose(type.Name)) Types.Leaves[type.Name] = new NameLeaf(type.Name);
        else if (_binder.Enums.FindLast(e => e.Name == type.Name) is { } registration)
        {
            if (EnumBinder.Bind(type, registration.ClrType, _faults) is { } leaf) Types.Leaves[type.Name] = leaf;
        }
        else _faults.Add($"Enum {type.Name} is not bound; call Enum<T>(\"{type.Name}\").");
    }

    private void BindInputs()
    {
        var inputs = _schema.Types.OfType<InputObjectType>().ToList();
        foreach (var input in inputs) Types.Inputs[input.Name] = new InputShape(input.Name, input.IsOneOf);
        foreach (var registration in _binder.Inputs) Types.InputClrTypes[registration.Name] = registration.ClrType;
        foreach (var input in inputs)
        {
            var fields = input.Fields.Select(f => (f, Type: Types.InputTypeOf(f.Type))).Where(f => f.Type is not null);
            Types.Inputs[input.Name].SetFields([.. fields.Select(f => new InputPosition(f.f.Name, f.Type!, f.f.DefaultValue))]);
        }

        var binder = new InputBinder(new ArgumentBinder(Types.InputClrTypes), _faults);
        foreach (var input in inputs)
        {
            if (Types.InputClrTypes.TryGetValue(input.Name, out var target)) binder.Bind(Types.Inputs[input.Name], target);
            else _faults.Add($"Input {input.Name} is not bound; call Input<T>(\"{input.Name}\").");
        }
    }

    private void BindObjects(string sdl)
    {
        var objects = _schema.Types.OfType<ObjectType>().ToList();
        foreach (var type in objects) AddObject(type);
        foreach (var type in _schema.Types.OfType<CompositeType>().Where(t => t is not ObjectType))
        {
            Types.Abstracts[type.Name] = new AbstractBinding(
                type.Name, [.. type.PossibleTypes.Where(p => Types.Objects.ContainsKey(p.Name)).Select(p => Types.Objects[p.Name])]);
        }

        var fields = new FieldBinder(Types, _shapes, _faults);
        foreach (var type in objects.Where(t => Types.Objects.ContainsKey(t.Name))) BindFields(type, fields, sdl);
    }

    private void AddObject(ObjectType type)
    {
        var registrations = _objects.FindAll(o => o.Name == type.Name);
        var clrTypes = registrations.Select(r => r.ClrType).Distinct().ToList();
        if (type == _schema.QueryType || type == _schema.MutationType) clrTypes = [typeof(RootValue)];
        else if (type == _schema.SubscriptionType) clrTypes = [typeof(SourceEvent)];
        if (clrTypes.Count == 0)
        {
            _faults.Add($"Type {type.Name} is not bound; call Object<T>(\"{type.Name}\").");
            return;
        }

        if (clrTypes.Count > 1)
        {
            _faults.Add($"Type {type.Name} is bound to {string.Join(" and ", clrTypes.Select(TypeNames.Of))}; keep one.");
        }

        var covers = _schema.Types.OfType<CompositeType>().Where(t => t.PossibleTypes.Contains(type)).Select(t => t.Name).Append(type.Name);
        Types.Objects[type.Name] = new ObjectBinding(type.Name, clrTypes[0], covers.ToHashSet());
    }

    private void BindFields(ObjectType type, FieldBinder binder, string sdl)
    {
        var binding = Types.Objects[type.Name];
        var methods = _objects.Where(o => o.Name == type.Name).SelectMany(o => o.Resolvers).Distinct().SelectMany(TypeMembers.ResolverMethods).ToList();
        var fields = new List<FieldBinding> { MetaFields.TypeName(binding, _shapes) };
        foreach (var field in type.Fields)
        {
            if ((type == _schema.QueryType ? SubgraphFields.Find(field, Types, _shapes, sdl) : null) is { } special) fields.Add(special);
            else if (binder.Bind(type, field, binding.ClrType, methods) is { } bound) fields.Add(bound);
        }

        if (type == _schema.QueryType) fields.AddRange(MetaFields.Introspection(_schema, Types, _shapes));
        binding.SetFields(fields);
        new EntityBinder(_faults).Bind(type, binding, methods);
        ReportStrayMethods(type, methods);
    }

    private void ReportStrayMethods(ObjectType type, List<MethodInfo> methods)
    {
        foreach (var method in methods.Where(m => !TypeMembers.StandsFor(m, EntityBinder.MethodName) && !type.Fields.Any(f => TypeMembers.StandsFor(m, f.Name))))
        {
            _faults.Add($"{method.DeclaringType?.Name}.{method.Name} stands for no field of {type.Name}; rename it, make it non-public or add the field.");
        }
    }

    private void ReportStrayRegistrations()
    {
        Report<ScalarType>(_binder.Scalars.Select(s => s.Name), "Scalar");
        Report<EnumType>(_binder.Enums.Select(e => e.Name), "Enum");
        Report<InputObjectType>(_binder.Inputs.Select(i => i.Name), "Input");
        Report<ObjectType>(_objects.Select(o => o.Name), "Object");
    }

    private void Report<T>(IEnumerable<string> names, string call) where T : NamedType
    {
        foreach (var name in names.Distinct().Where(n => _schema.FindType(n) is not T))
        {
            _faults.Add($"{call}(\"{name}\") binds a type that the SDL does not define as such; correct the name or take the call away.");
        }
    }
}
