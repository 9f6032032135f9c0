using System.Security.Cryptography;
using System.Text.Json.Nodes;
using IbmPlatform.Projects.Contracts;
using IbmPlatform.Testing;

namespace IbmPlatform.Conformance.Tests.Data;

/// <summary>Every quote stands in its document, word for word, at the lines given.</summary>
public sealed class QuoteTests
{
    public static TheoryData<string> DocumentIds => [.. DataSet.Documents.Select(document => document.Id)];

    [Theory]
    [MemberData(nameof(DocumentIds))]
    public void The_document_is_the_one_that_was_read(string id)
    {
        var document = Document(id);
        var bytes = File.ReadAllBytes(SharedFiles.Require("seeds/" + document.File));
        Assert.Equal(document.Sha256, Convert.ToHexStringLower(SHA256.HashData(bytes)));
    }

    [Theory]
    [MemberData(nameof(DocumentIds))]
    public void Every_quote_is_a_verbatim_part_of_the_lines_it_names(string id)
    {
        var lines = File.ReadAllText(SharedFiles.Require("seeds/" + Document(id).File)).Split('\n');
        var faults = new List<string>();
        var quotes = 0;
        foreach (var (claim, source) in Sources(id))
        {
            quotes++;
            var (first, last) = (source["lineStart"]!.GetValue<int>(), source["lineEnd"]!.GetValue<int>());
            var quote = source.Text("quote")!;
            var within = first >= 1 && first <= last && last <= lines.Length ? string.Join('\n', lines[(first - 1)..last]) : "";
            if (string.IsNullOrWhiteSpace(quote) || !within.Contains(quote, StringComparison.Ordinal))
                faults.Add($"{claim.Text("id")}: \"{quote}\" is not in lines {first} to {last}.");
            else if (quote.Count(character => character == '\n') != last - first)
                faults.Add($"{claim.Text("id")}: lines {first} to {last} are more than the quote needs.");
        }
        Faults.None(faults);
        Assert.True(quotes > 0, $"No claim quotes {id}.");
    }

    private static SourceDocument Document(string id) => DataSet.Documents.Single(document => document.Id == id);

    private static IEnumerable<(JsonObject Claim, JsonObject Source)> Sources(string document) =>
        from record in DataSet.Records
        from claim in JsonWalk.Claims(record.Json)
        where claim["sources"] is JsonArray
        from source in claim["sources"]!.AsArray()
        where source!["document"]!.GetValue<string>() == document
        select (claim, source!.AsObject());
}
