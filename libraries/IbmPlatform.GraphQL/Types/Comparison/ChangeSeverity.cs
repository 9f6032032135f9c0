namespace IbmPlatform.GraphQL.Types.Comparison;

/// <summary>What a change of a schema does to the clients of the schema before.</summary>
public enum ChangeSeverity
{
    /// <summary>Operations that were valid are refused, or answers lose a shape that clients rely on.</summary>
    Breaking,

    /// <summary>Operations stay valid, yet answers may hold what clients do not expect.</summary>
    Dangerous,

    /// <summary>No client notices.</summary>
    Safe,
}
