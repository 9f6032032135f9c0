using System.Linq.Expressions;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace IbmPlatform.Mongo.Client.Mapping;

/// <summary>Which members a record has, and the delegate that makes it from their slots.</summary>
internal static class RecordShape
{
    /// <summary>The constructor with most parameters that are all properties, and every property that it or a setter sets.</summary>
    public static (ConstructorInfo? Constructor, IReadOnlyList<(PropertyInfo Property, ParameterInfo? Parameter)> Members) Of(Type type)
    {
        var properties = type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(p => p.GetMethod is not null && p.GetIndexParameters().Length == 0).ToList();
        var constructor = type.GetConstructors()
            .Where(c => c.GetParameters().All(p => Match(properties, p) is not null))
            .OrderByDescending(c => c.GetParameters().Length)
            .FirstOrDefault();
        if (constructor is null && !type.IsValueType)
            throw new MongoMappingException($"{type} cannot be mapped: it has no public constructor whose parameters are all properties of it.");
        var byConstructor = (constructor?.GetParameters() ?? []).Select(p => ((PropertyInfo, ParameterInfo?))(Match(properties, p)!, p)).ToList();
        var bySetter = properties
            .Where(p => p.SetMethod is { IsPublic: true } && byConstructor.TrueForAll(m => m.Item1 != p))
            .Select(p => ((PropertyInfo, ParameterInfo?))(p, null));
        return (constructor, [.. byConstructor, .. bySetter]);
    }

    public static bool IsRequired(PropertyInfo property) => property.IsDefined(typeof(RequiredMemberAttribute), inherit: true);

    /// <summary>Builds <c>slots => { var r = new T(slot0.Value, …); if (slotN.Filled) r.Prop = slotN.Value; return r; }</c>.</summary>
    public static Func<Slot[], T> Compile<T>(ConstructorInfo? constructor, IReadOnlyList<MemberCodec<T>> members)
    {
        var slots = Expression.Parameter(typeof(Slot[]), "slots");
        var record = Expression.Variable(typeof(T), "record");
        var values = members.Select((m, i) => (Member: m, Slot: (Expression)Expression.Convert(
            Expression.ArrayIndex(slots, Expression.Constant(i)), typeof(Slot<>).MakeGenericType(m.Property.PropertyType)))).ToList();
        var arguments = values.Where(v => v.Member.Parameter is not null).Select(v => Expression.Field(v.Slot, "Value"));
        var creation = constructor is null ? Expression.New(typeof(T)) : Expression.New(constructor, arguments);
        List<Expression> body = [Expression.Assign(record, creation)];
        foreach (var (member, slot) in values.Where(v => v.Member.Parameter is null))
        {
            var assignment = Expression.Assign(Expression.Property(record, member.Property), Expression.Field(slot, "Value"));
            body.Add(IsRequired(member.Property) ? assignment : Expression.IfThen(Expression.Field(slot, "Filled"), assignment));
        }
        body.Add(record);
        return Expression.Lambda<Func<Slot[], T>>(Expression.Block([record], body), slots).Compile();
    }

    private static PropertyInfo? Match(List<PropertyInfo> properties, ParameterInfo parameter) =>
        properties.Find(p => string.Equals(p.Name, parameter.Name, StringComparison.OrdinalIgnoreCase) && p.PropertyType == parameter.ParameterType);
}
