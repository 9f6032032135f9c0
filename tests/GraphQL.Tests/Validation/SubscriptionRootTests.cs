using IbmPlatform.GraphQL.Errors;
using IbmPlatform.GraphQL.Language;
using IbmPlatform.GraphQL.Types;
using IbmPlatform.GraphQL.Validation;

namespace IbmPlatform.GraphQL.Tests.Validation;

/// <summary>Section 5.2.4.1, Single Root Field, of September 2025: CollectSubscriptionFields takes no conditions.</summary>
public class SubscriptionRootTests
{
    private static readonly Schema Events = Schema.FromSdl("type Query { a: Int } type Subscription { a: Int b: Thing } type Thing { c: Int }");

    [Theory]
    [InlineData("subscription($no: Boolean!) { a @skip(if: $no) }", 33)]
    [InlineData("subscription($no: Boolean!) { a @include(if: $no) b @skip(if: $no) { c } }", 33, 53)]
    [InlineData("subscription { a @include(if: true) }", 18)]
    [InlineData("subscription { a @skip(if: false) }", 18)]
    [InlineData("subscription { a ...@skip(if: true) { b { c } } }", 21)]
    [InlineData("subscription { ...F @include(if: true) } fragment F on Subscription { a }", 21)]
    [InlineData("subscription { ...F } fragment F on Subscription { ... { a @skip(if: false) } }", 60)]
    // The conditions first: how many fields there are hangs on them.
    [InlineData("subscription { a b @skip(if: true) { c } }", 20)]
    public void A_condition_at_the_root_is_refused(string query, params int[] columns)
    {
        var error = Assert.Single(DocumentValidator.Validate(Events, Parser.ParseDocument(query)));
        Assert.Equal("A subscription can't select by @skip or @include at its root; let the client choose between operations.", error.Message);
        Assert.Equal(columns.Select(column => new SourceLocation(1, column)), error.Locations);
        Assert.EndsWith("#sec-Single-Root-Field", (string)error.Extensions!["specifiedBy"]!, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("subscription Two($no: Boolean!) { b { c @skip(if: $no) } }")]
    [InlineData("query($no: Boolean!) { a @skip(if: $no) }")]
    public void Conditions_elsewhere_are_not(string query) => Assert.Empty(DocumentValidator.Validate(Events, Parser.ParseDocument(query)));
}
