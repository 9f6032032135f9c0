using System.Linq.Expressions;
using System.Reflection;
using System.Text;
using System.Text.Json;
using IbmPlatform.Mongo.Protocol;

namespace IbmPlatform.Mongo.Client.Mapping;

/// <summary>One member of a record.</summary>
internal abstract class MemberCodec<TRecord>(PropertyInfo property, ParameterInfo? parameter)
{
    public PropertyInfo Property { get; } = property;

    public ParameterInfo? Parameter { get; } = parameter;

    public string Name { get; } = property.GetCustomAttribute<BsonNameAttribute>()?.Name
        ?? (property.Name == "Id" ? "_id" : JsonNamingPolicy.CamelCase.ConvertName(property.Name));

    public byte[] NameUtf8 => field ??= Encoding.UTF8.GetBytes(Name);

    public abstract Slot NewSlot();

    public abstract void Read(in BsonReader reader, Slot slot);

    /// <summary>Gives an absent member its default; false where it has none and the record cannot be made.</summary>
    public abstract bool TryDefault(Slot slot);

    public abstract void Write(BsonWriter writer, TRecord record);

    public abstract bool IsAbsent(TRecord record);
}

/// <inheritdoc/>
internal sealed class MemberCodec<TRecord, TMember> : MemberCodec<TRecord>
{
    private readonly Codec<TMember> codec;
    private readonly Func<TRecord, TMember> get;
    private readonly bool allowsNull;

    public MemberCodec(PropertyInfo property, ParameterInfo? parameter) : base(property, parameter)
    {
        codec = (Codec<TMember>)Codecs.OfType(typeof(TMember));
        var record = Expression.Parameter(typeof(TRecord));
        get = Expression.Lambda<Func<TRecord, TMember>>(Expression.Property(record, property), record).Compile();
        var nullability = new NullabilityInfoContext();
        var state = parameter is null ? nullability.Create(property).ReadState : nullability.Create(parameter).ReadState;
        allowsNull = default(TMember) is null && state != NullabilityState.NotNull;
    }

    public override Slot NewSlot() => new Slot<TMember>();

    public override void Read(in BsonReader reader, Slot slot)
    {
        if (reader.Type == BsonType.Null && default(TMember) is null && typeof(TMember) != typeof(BsonValue))
            return;
        ((Slot<TMember>)slot).Value = codec.Read(in reader);
        slot.Filled = true;
    }

    public override bool TryDefault(Slot slot)
    {
        var typed = (Slot<TMember>)slot;
        if (Parameter is { HasDefaultValue: true })
            typed.Value = Parameter.DefaultValue is { } value ? (TMember)value : default!;
        else if (!allowsNull && codec is IEmptyWhenAbsent<TMember> list)
            typed.Value = list.Empty;
        else
            return allowsNull;
        return true;
    }

    public override void Write(BsonWriter writer, TRecord record)
    {
        var value = get(record);
        if (!codec.IsAbsent(value))
            codec.Write(writer, Name, value);
    }

    public override bool IsAbsent(TRecord record) => codec.IsAbsent(get(record));
}
