using IbmPlatform.GraphQL.Language;

namespace IbmPlatform.GraphQL.Types;

/// <summary>Says what is wrong with a literal of a custom scalar: a clause such as "it is no calendar date", or null when it is right.</summary>
public delegate string? LiteralCheck(ValueNode literal);

/// <summary>A leaf type with values of its own format.</summary>
public sealed class ScalarType : NamedType
{
    internal ScalarType(string name, LiteralCheck? check = null) : base(name) => Check = check;

    /// <summary>Whole numbers of 32 bits.</summary>
    public static ScalarType Int { get; } = BuiltIn("Int", "A signed whole number of 32 bits.", BuiltInLiterals.CheckInt);

    /// <summary>Numbers of double precision.</summary>
    public static ScalarType Float { get; } =
        BuiltIn("Float", "A signed number of double precision (IEEE 754).", BuiltInLiterals.CheckFloat);

    /// <summary>Text.</summary>
    public static ScalarType String { get; } = BuiltIn("String", "Text: a sequence of Unicode characters.", BuiltInLiterals.CheckString);

    /// <summary>True or false.</summary>
    public static ScalarType Boolean { get; } = BuiltIn("Boolean", "`true` or `false`.", BuiltInLiterals.CheckBoolean);

    /// <summary>Opaque identifiers.</summary>
    public static ScalarType Id { get; } =
        BuiltIn("ID", "An opaque identifier: written as a string, read from a string or a whole number.", BuiltInLiterals.CheckId);

    /// <summary>The scalars that every schema knows.</summary>
    public static IReadOnlyList<ScalarType> BuiltIns { get; } = [Int, Float, String, Boolean, Id];

    /// <inheritdoc/>
    public override TypeKind Kind => TypeKind.Scalar;

    /// <summary>The URL of the format's specification; null when none is given.</summary>
    public string? SpecifiedByUrl { get; internal set; }

    /// <summary>Whether it is one of the five scalars that every schema knows.</summary>
    public bool IsBuiltIn { get; private init; }

    internal LiteralCheck? Check { get; }

    /// <summary>What is wrong with a literal (a clause, null when nothing is). A custom scalar without a check takes any literal.</summary>
    public string? CheckLiteral(ValueNode literal) => Check?.Invoke(literal);

    private static ScalarType BuiltIn(string name, string description, LiteralCheck check) =>
        new(name, check) { Description = description, IsBuiltIn = true };
}
