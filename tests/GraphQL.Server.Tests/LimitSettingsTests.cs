using IbmPlatform.GraphQL.Server.Settings;
using Microsoft.Extensions.Configuration;

namespace IbmPlatform.GraphQL.Server.Tests;

public class LimitSettingsTests
{
    [Fact]
    public void What_is_not_set_keeps_its_default() => Assert.Equal(LimitSettings.Defaults, Read());

    [Fact]
    public void Every_limit_is_set_under_its_name()
    {
        string[] names =
        [
            "MaxTypeCost", "MaxFieldCost", "AssumedListSize", "CostPerMinute", "MaxTokens", "MaxDepth", "MaxFields", "MaxAliases", "MaxDirectives", "MaxVariables",
            "MaxIntrospectionDepth", "MaxBodyBytes", "MaxUrlQueryChars", "MaxBatchSize", "MaxVariableSets", "MaxPersistedQueries", "MaxOperationsPerConnection",
            "MaxConnectionsPerClient", "MaxSubscriptionsPerClient", "MaxSubscriptions", "MaxMessageBytes",
        ];
        var set = Read([.. names.Select((name, i) => (name, $"{101 + i}"))]);
        Assert.Equal((101.0, 102.0, 103), (set.Cost.MaxTypeCost, set.Cost.MaxFieldCost, set.Cost.AssumedListSize));
        Assert.Equal((104.0, 105), (set.CostPerMinute, set.MaxTokens));
        var (operations, http) = (set.Operations, set.Http);
        Assert.Equal((106, 107, 108, 109, 110, 111), (operations.MaxDepth, operations.MaxFields, operations.MaxAliases, operations.MaxDirectives, operations.MaxVariables, operations.MaxIntrospectionDepth));
        Assert.Equal((112, 113, 114, 115, 116), (http.MaxBodyBytes, http.MaxUrlQueryChars, http.MaxBatchSize, http.MaxVariableSets, http.MaxPersistedQueries));
        var streams = http.Streams;
        Assert.Equal(
            (117, 118, 119, 120, 121),
            (streams.MaxOperationsPerConnection, streams.MaxConnectionsPerClient, streams.MaxSubscriptionsPerClient, streams.MaxSubscriptions, streams.MaxMessageBytes));
    }

    [Fact]
    public void So_are_those_of_directives_fragments_and_lists()
    {
        var operations = Read(("MaxDirectivesPerLocation", "3"), ("MaxFragmentVisits", "4"), ("MaxListItems", "5")).Operations;
        Assert.Equal((3, 4, 5), (operations.MaxDirectivesPerLocation, operations.MaxFragmentVisits, operations.MaxListItems));
    }

    [Fact]
    public void A_budget_of_0_counts_nothing()
    {
        Assert.Null(Read(("CostPerMinute", "0")).Budget(TimeProvider.System));
        Assert.Equal(7, Read(("CostPerMinute", "7")).Budget(TimeProvider.System)!.PerMinute);
    }

    [Fact]
    public void What_is_no_number_in_range_is_told_all_at_once() => Assert.Equal(
        "Gateway:MaxTypeCost is \"much\"; expected a number from 1 on.\nGateway:MaxDepth is \"0\"; expected a whole number from 1 on.",
        Assert.Throws<FormatException>(() => Read(("MaxTypeCost", "much"), ("MaxDepth", "0"))).Message);

    private static LimitSettings Read(params (string Name, string Value)[] settings) => LimitSettings.Read(
        new ConfigurationBuilder().AddInMemoryCollection(settings.Select(s => new KeyValuePair<string, string?>($"Gateway:{s.Name}", s.Value))).Build(),
        "Gateway", LimitSettings.Defaults);
}
