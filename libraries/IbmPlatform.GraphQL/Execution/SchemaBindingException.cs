namespace IbmPlatform.GraphQL.Execution;

/// <summary>The SDL and the C# code do not fit together. Lists every fault at once.</summary>
public sealed class SchemaBindingException : Exception
{
    /// <summary>Collects the faults into one message.</summary>
    public SchemaBindingException(IReadOnlyList<string> faults)
        : base($"The schema could not be bound, {faults.Count} fault(s):{string.Concat(faults.Select(f => Environment.NewLine + "- " + f))}") =>
        Faults = faults;

    /// <summary>One sentence a fault: type.field, what is wrong, the way out.</summary>
    public IReadOnlyList<string> Faults { get; }
}
