namespace IbmPlatform.GraphQL.Tool.Files;

/// <summary>What is wrong at a place of a file, written as MSBuild and editors read it.</summary>
internal sealed record FileFault(string File, int Line, int Column, string Code, string Message)
{
    /// <summary>A fault of a file as a whole.</summary>
    public static FileFault At(string file, string code, string message) => new(file, 1, 1, code, message);

    public override string ToString() => $"{File}({Line},{Column}): error {Code}: {Message.ReplaceLineEndings(" ")}";
}

/// <summary>What kinds of faults there are.</summary>
internal static class FaultCode
{
    /// <summary>The text is no GraphQL.</summary>
    public const string Syntax = "GQL0001";

    /// <summary>The schema breaks rules of the specification's section 3.</summary>
    public const string Schema = "GQL0002";

    /// <summary>A cost directive can't mean anything.</summary>
    public const string Cost = "GQL0003";

    /// <summary>The query breaks rules of the specification's section 5.</summary>
    public const string Query = "GQL0004";

    /// <summary>The file can't be read.</summary>
    public const string Unreadable = "GQL0005";

    /// <summary>The supergraph can't be run.</summary>
    public const string Supergraph = "GQL0006";

    /// <summary>The introspection result is none.</summary>
    public const string Introspection = "GQL0007";
}
