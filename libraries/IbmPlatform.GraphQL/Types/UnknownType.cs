namespace IbmPlatform.GraphQL.Types;

/// <summary>
/// Stands for a name that nothing defines, while faults are collected; no schema that is handed out contains one.
/// It counts as input and output, so that one wrong name makes one fault.
/// </summary>
internal sealed class UnknownType(string name) : NamedType(name)
{
    public override TypeKind Kind => TypeKind.Scalar;
}
