using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using IbmPlatform.Values;

namespace IbmPlatform.Conformance.Tests.Data;

/// <summary>Ids are well made, unique and lead somewhere.</summary>
public sealed partial class ReferenceTests
{
    [Fact]
    public void No_id_is_given_twice()
    {
        var twice = AllIds().GroupBy(entry => entry.Id).Where(group => group.Count() > 1)
            .Select(group => $"{group.Key} in {string.Join(", ", group.Select(entry => entry.File))}");
        Faults.None(twice);
    }

    [Fact]
    public void Every_id_is_a_type_and_a_key() =>
        Faults.None(AllIds().Where(entry => !EntityId.TryParse(entry.Id, null, out _)).Select(entry => entry.Id));

    [Fact]
    public void Every_reference_leads_to_a_record_or_part_of_one()
    {
        var known = AllIds().Select(entry => entry.Id).ToHashSet();
        var types = known.Select(id => id.Split('/')[0]).ToHashSet();
        var lost = from record in DataSet.Records
                   from text in Strings(record.Json)
                   where LooksLikeId().IsMatch(text) && types.Contains(text.Split('/')[0]) && !known.Contains(text)
                   select $"{record.File}, {record.Id}: {text} is unknown.";
        Faults.None(lost);
    }

    [Fact]
    public void A_claim_bears_the_id_of_the_record_or_part_that_it_is_about()
    {
        var strays = from record in DataSet.Records
                     from owner in JsonWalk.Objects(record.Json)
                     from claim in JsonWalk.OwnClaims(owner)
                     where !claim.Text("id")!.StartsWith($"claim/{owner.Text("id") ?? record.Id}/", StringComparison.Ordinal)
                     select claim.Text("id")!;
        Faults.None(strays);
    }

    [Fact]
    public void Files_keep_their_records_in_order()
    {
        foreach (var file in DataSet.Records.GroupBy(record => record.File))
        {
            var ids = file.Select(record => file.Key == "documents.json" ? record.Json.Text("file")! : record.Id).ToList();
            Assert.Equal(ids.Order(StringComparer.Ordinal), ids);
        }
    }

    [Fact]
    public void A_project_stands_in_the_file_that_bears_its_slug() =>
        Assert.All(DataSet.Records.Where(record => record.File.StartsWith("projects/", StringComparison.Ordinal)), record =>
        {
            Assert.Equal($"projects/{record.Json.Text("slug")}.json", record.File);
            Assert.Equal($"project/{record.Json.Text("slug")}", record.Id);
        });

    private static IEnumerable<(string Id, string File)> AllIds() =>
        from record in DataSet.Records
        from obj in JsonWalk.Objects(record.Json)
        where obj.ContainsKey("id")
        select (obj.Text("id")!, record.File);

    private static IEnumerable<string> Strings(JsonNode? node) => node switch
    {
        JsonObject obj => obj.Where(member => member.Key is not ("quote" or "note" or "text" or "explanation")).SelectMany(member => Strings(member.Value)),
        JsonArray array => array.SelectMany(Strings),
        JsonValue value when value.TryGetValue<string>(out var text) => [text],
        _ => [],
    };

    [GeneratedRegex(@"\A[a-z]+(-[a-z]+)*/[A-Za-z0-9./-]+\z")]
    private static partial Regex LooksLikeId();
}
