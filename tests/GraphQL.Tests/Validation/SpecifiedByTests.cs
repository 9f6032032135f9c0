using System.Text.RegularExpressions;
using IbmPlatform.GraphQL.Language;
using IbmPlatform.GraphQL.Types;
using IbmPlatform.GraphQL.Validation;

namespace IbmPlatform.GraphQL.Tests.Validation;

/// <summary>Every validation error says which clause it holds; our own rules and limits name themselves instead.</summary>
public class SpecifiedByTests
{
    [Fact]
    public void Every_rule_of_the_specification_names_its_clause()
    {
        Assert.All(ValidationRules.All.Concat(ValidationRules.Sdl), rule =>
            Assert.Matches(new Regex(@"^https://spec\.graphql\.org/September2025/#sec-[A-Z][A-Za-z.-]+$"), rule.SpecifiedBy ?? ""));
        // Two rules of one clause are two sides of it; most clauses have one.
        Assert.True(ValidationRules.All.Select(rule => rule.SpecifiedBy).Distinct().Count() >= ValidationRules.All.Count - 2);
    }

    [Theory]
    [InlineData("{ nope }", "https://spec.graphql.org/September2025/#sec-Field-Selections")]
    [InlineData("{ a ...F }", "https://spec.graphql.org/September2025/#sec-Fragment-Spread-Target-Defined")]
    [InlineData("query($x: Int) { a }", "https://spec.graphql.org/September2025/#sec-All-Variables-Used")]
    public void An_error_names_the_clause(string query, string clause)
    {
        var error = Assert.Single(DocumentValidator.Validate(Schema.FromSdl("type Query { a: Int }"), Parser.ParseDocument(query)));
        Assert.Equal(clause, error.Extensions!["specifiedBy"]);
        Assert.DoesNotContain("rule", error.Extensions.Keys);
    }

    [Fact]
    public void A_rule_of_our_own_names_itself()
    {
        var schema = Schema.FromSdl("type Query { a: Int @deprecated }");
        foreach (var (rule, query) in new[]
        {
            (ValidationRules.NoDeprecated, "{ a }"),
            (ValidationRules.NoSchemaIntrospection, "{ __schema { description } }"),
            (ValidationRules.MaxIntrospectionDepth, "{ __schema { types { fields { type { fields { type { fields { type { fields { name } } } } } } } } } }"),
        })
        {
            var error = Assert.Single(DocumentValidator.Validate(schema, Parser.ParseDocument(query), new ValidationOptions { Rules = [rule] }));
            Assert.Equal(rule.Name, error.Extensions!["rule"]);
            Assert.DoesNotContain("specifiedBy", error.Extensions.Keys);
            Assert.Null(rule.SpecifiedBy);
        }
    }

    [Fact]
    public void A_limit_names_itself()
    {
        var limits = new OperationLimits { MaxFields = 1, MaxDepth = 1, MaxAliases = 0, MaxDirectives = 0, MaxVariables = 0, MaxIntrospectionDepth = 0 };
        var errors = limits.Check(Parser.ParseDocument("query($v: Int) { a: b @skip(if: true) { c } __schema { types { fields { name } } } }"));
        Assert.Equal(
            ["MaxVariables", "MaxDepth", "MaxFields", "MaxAliases", "MaxDirectives", "MaxIntrospectionDepth"],
            errors.Select(error => error.Extensions!["limit"]));
        Assert.All(errors, error => Assert.DoesNotContain("specifiedBy", error.Extensions!.Keys));
    }
}
