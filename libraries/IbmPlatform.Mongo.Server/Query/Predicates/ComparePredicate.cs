using IbmPlatform.Mongo.Protocol;

namespace IbmPlatform.Mongo.Server.Query.Predicates;

/// <summary>
/// <c>$eq $gt $gte $lt $lte</c>. Only values of the operand's group of types compare ("type bracketing"), but for MinKey and
/// MaxKey; null also stands for an absent field.
/// </summary>
internal sealed class ComparePredicate(Comparison comparison, RawValue operand) : Predicate
{
    private readonly bool operandIsNaN = RawComparer.IsNaN(operand.Type, operand.Bytes.Span);

    public Comparison Comparison { get; } = comparison;

    public RawValue Operand { get; } = operand;

    private bool AllowsEqual => Comparison is not (Comparison.Greater or Comparison.Less);

    public override bool Matches(BsonType type, ReadOnlySpan<byte> value)
    {
        if (Operand.Type == BsonType.Null)
            return AllowsEqual && (type is RawValue.Missing or BsonType.Null);
        if (type == RawValue.Missing)
            return false;
        if (Operand.Type is not (BsonType.MinKey or BsonType.MaxKey))
        {
            if (!RawComparer.SameGroup(type, Operand.Type))
                return false;
            if (operandIsNaN || RawComparer.IsNaN(type, value))
                return AllowsEqual && operandIsNaN && RawComparer.IsNaN(type, value);
        }

        var order = RawComparer.Compare(type, value, Operand.Type, Operand.Bytes.Span);
        return Comparison switch
        {
            Comparison.Equal => order == 0,
            Comparison.Greater => order > 0,
            Comparison.GreaterOrEqual => order >= 0,
            Comparison.Less => order < 0,
            _ => order <= 0,
        };
    }
}
