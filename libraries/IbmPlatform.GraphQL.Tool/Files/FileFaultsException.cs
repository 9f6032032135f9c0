namespace IbmPlatform.GraphQL.Tool.Files;

/// <summary>Files that nothing can be made of: all their faults.</summary>
internal sealed class FileFaultsException(IReadOnlyList<FileFault> faults) : Exception(string.Join('\n', faults))
{
    public IReadOnlyList<FileFault> Faults { get; } = faults;
}
