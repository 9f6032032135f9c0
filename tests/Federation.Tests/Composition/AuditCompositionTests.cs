using IbmPlatform.Federation.Composition;

namespace IbmPlatform.Federation.Tests.Composition;

/// <summary>Each suite of the public federation audit comes with the supergraph that Apollo's composition made of its subgraphs.</summary>
public sealed class AuditCompositionTests
{
    public static TheoryData<string> Suites => [.. AuditSuites.Names];

    [Theory]
    [MemberData(nameof(Suites))]
    public void A_suites_subgraphs_compose_to_the_supergraph_given_with_it(string suite)
    {
        var result = Composer.Compose(AuditSuites.Subgraphs(suite));

        Assert.Empty(result.Errors);
        var expected = SupergraphFacts.Of(AuditSuites.Supergraph(suite));
        var actual = SupergraphFacts.Of(result.SupergraphSdl!);
        Assert.Equal([], expected.Except(actual).Select(fact => $"missing: {fact}").Concat(actual.Except(expected).Select(fact => $"unexpected: {fact}")));
    }
}
