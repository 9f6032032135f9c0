namespace IbmPlatform.GraphQL.Types.Introspected;

/// <summary>An introspection result that no schema can be read from: all that is wrong with it, each with its path.</summary>
/// <param name="faults">At least one, such as <c>__schema.types[3].fields[0].name: …</c>.</param>
public sealed class IntrospectionException(IReadOnlyList<string> faults)
    : Exception($"The introspection result has {faults.Count} {(faults.Count == 1 ? "fault" : "faults")}:\n{string.Join('\n', faults.Select(fault => $"- {fault}"))}")
{
    /// <summary>The faults, each with its path.</summary>
    public IReadOnlyList<string> Faults { get; } = faults;
}
