using System.Collections.Concurrent;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.Json;

namespace IbmPlatform.ServiceDefaults.DataSets;

/// <summary>The members that a contract's record takes, by their name in JSON.</summary>
internal sealed class RecordShape
{
    private static readonly ConcurrentDictionary<Type, RecordShape> Cache = new();

    private readonly Type type;
    private readonly ConstructorInfo constructor;
    private readonly List<RecordMember> parameters = [];
    private readonly List<RecordMember> properties = [];

    private RecordShape(Type type)
    {
        this.type = type;
        constructor = type.GetConstructors().MaxBy(c => c.GetParameters().Length)
            ?? throw new InvalidOperationException($"{type} has no public constructor and cannot be read from a data file.");
        var nullability = new NullabilityInfoContext();
        foreach (var parameter in constructor.GetParameters())
        {
            var optional = parameter.HasDefaultValue || nullability.Create(parameter).WriteState == NullabilityState.Nullable
                || IsNullableValue(parameter.ParameterType);
            parameters.Add(new(JsonName(parameter.Name!), parameter.ParameterType, Required: !optional, parameter.HasDefaultValue ? parameter.DefaultValue : null, null));
        }
        foreach (var property in type.GetProperties().Where(p => p.SetMethod is { IsPublic: true }))
        {
            var name = JsonName(property.Name);
            if (parameters.Any(p => p.Name == name))
                continue;
            properties.Add(new(name, property.PropertyType, property.IsDefined(typeof(RequiredMemberAttribute)), null, property));
        }
        Members = parameters.Concat(properties).ToDictionary(m => m.Name, StringComparer.Ordinal);
    }

    public IReadOnlyDictionary<string, RecordMember> Members { get; }

    public static RecordShape Of(Type type) => Cache.GetOrAdd(type, static t => new RecordShape(t));

    public object Create(IReadOnlyDictionary<string, object?> values)
    {
        var arguments = parameters.Select(p => values.TryGetValue(p.Name, out var value) ? value : p.Default).ToArray();
        var record = constructor.GetParameters().Length == 0 ? Activator.CreateInstance(type)! : constructor.Invoke(arguments);
        foreach (var property in properties)
        {
            if (values.TryGetValue(property.Name, out var value))
                property.Property!.SetValue(record, value);
        }
        return record;
    }

    private static bool IsNullableValue(Type type) => Nullable.GetUnderlyingType(type) is not null;

    private static string JsonName(string name) => JsonNamingPolicy.CamelCase.ConvertName(name);
}

/// <summary>A member: a constructor's parameter, or a property set after (<see cref="Property"/>).</summary>
internal sealed record RecordMember(string Name, Type Type, bool Required, object? Default, PropertyInfo? Property);
