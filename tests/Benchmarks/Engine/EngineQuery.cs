using System.Text.Json;

namespace IbmPlatform.Benchmarks.Engine;

/// <summary>What is asked, and what share of the peers' speed it aims at.</summary>
/// <param name="Name">Names the query, and the path of its bytes.</param>
/// <param name="Document">The GraphQL document.</param>
/// <param name="OfBytes">The share of bare Kestrel's requests a second to reach; null sets none.</param>
/// <param name="MostClients">More clients than that would measure how long answers wait in sockets.</param>
internal sealed record EngineQuery(string Name, string Document, double? OfBytes, int MostClients = int.MaxValue)
{
    private const string Nested =
        "id name acronym status period { start end months } budget { amount currency } organisations { id name isLead country { code name } }";

    /// <summary>How many projects make a mebibyte of the list.</summary>
    private const int ProjectsAMebibyte = 3_450;

    public static IReadOnlyList<EngineQuery> All { get; } =
    [
        new("tiny", "{ __typename }", 0.6),
        new("page", $"{{ projects(first: 20) {{ {Nested} }} }}", 0.5),
        List(1),
    ];

    public string Body { get; } = JsonSerializer.Serialize(new { query = Document });

    /// <summary>A plain list of about that many mebibytes.</summary>
    public static EngineQuery List(double mebibytes) => new(
        "list", FormattableString.Invariant($"{{ projects(first: {(int)(ProjectsAMebibyte * mebibytes)}) {{ id name acronym description status period {{ start end }} }} }}"), null, 4);
}
