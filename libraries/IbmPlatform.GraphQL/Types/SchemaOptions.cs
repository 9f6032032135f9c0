namespace IbmPlatform.GraphQL.Types;

/// <summary>How a schema is built from a document.</summary>
public sealed record SchemaOptions
{
    /// <summary>Whether the document and the schema are checked against the specification; only documents of our own making can go without.</summary>
    public bool Validate { get; init; } = true;

    /// <summary>Whether <c>extend type T</c> without a definition of T defines it, as Apollo Federation has it in subgraphs.</summary>
    public bool OrphanExtensionsDefine { get; init; }

    /// <summary>Checks for literals of custom scalars, by the scalar's name; a scalar without one takes any literal.</summary>
    public IReadOnlyDictionary<string, LiteralCheck> LiteralChecks { get; init; } = new Dictionary<string, LiteralCheck>();
}
