namespace IbmPlatform.EndToEnd.Tests;

/// <summary>A query of <c>Queries/</c> with the data that it must be answered with, reviewed against the source documents.</summary>
internal sealed record RecordedQuery(string Name)
{
    /// <summary>Set to 1 it records the answers of standalone instead of comparing them; review what changed.</summary>
    public const string RecordSwitch = "RECORD_ANSWERS";

    private static readonly string Folder = RepositoryRoot.Combine("tests", "EndToEnd.Tests", "Queries");

    /// <summary>The names of all queries.</summary>
    public static TheoryData<string> Names => [.. Directory.GetFiles(Folder, "*.graphql").Select(file => Path.GetFileNameWithoutExtension(file)).Order(StringComparer.Ordinal)];

    public string Query => File.ReadAllText(Path.Combine(Folder, $"{Name}.graphql"));

    public string AnswerFile => Path.Combine(Folder, $"{Name}.json");
}
