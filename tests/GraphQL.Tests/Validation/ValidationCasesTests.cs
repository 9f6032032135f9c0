using System.Text.Json;
using IbmPlatform.GraphQL.Language;
using IbmPlatform.GraphQL.Types;
using IbmPlatform.GraphQL.Validation;
using IbmPlatform.Testing;

namespace IbmPlatform.GraphQL.Tests.Validation;

/// <summary>The field's own cases: each runs the one rule that it names, and gives the places of the faults expected.</summary>
public sealed class ValidationCasesTests
{
    private const string CasesFile = "graphql/validation-cases.jsonl";
    private const int CaseCount = 536;

    private static readonly Dictionary<string, ValidationRule> Rules = ValidationRules.All
        .Concat(ValidationRules.Sdl)
        .Append(ValidationRules.MaxIntrospectionDepth)
        .Append(ValidationRules.NoDeprecated)
        .Append(ValidationRules.NoSchemaIntrospection)
        .DistinctBy(rule => rule.Name)
        .ToDictionary(rule => rule.Name);

    // The cases' own schema has a scalar that takes no value at all; the schema language can't say so.
    private static readonly SchemaOptions Options = new()
    {
        Validate = false,
        LiteralChecks = new Dictionary<string, LiteralCheck> { ["CustomScalar"] = static _ => "the scalar takes no value" },
    };

    public static TheoryData<string> RuleNames => [.. Rules.Keys];

    [Theory]
    [MemberData(nameof(RuleNames))]
    public void Every_case_of_a_rule_has_its_verdict_and_its_places(string rule)
    {
        var cases = Cases().Where(@case => @case.Rule == rule).ToList();
        var wrong = cases.Where(@case => Expected(@case) != Found(@case)).ToList();
        Assert.True(wrong.Count == 0, string.Join("\n\n", wrong.Select(@case =>
            $"{rule} expected [{Expected(@case)}], found [{Found(@case)}] in\n{@case.Text}\nexpected {string.Join(" | ", @case.Errors.Select(error => error.Message))}")));
        Assert.NotEmpty(cases);
    }

    [Fact]
    public void No_case_is_left_out()
    {
        var cases = Cases();
        Assert.Equal(CaseCount, cases.Count);
        Assert.All(cases, @case => Assert.Contains(@case.Rule, Rules.Keys));
    }

    private static string Expected(Case @case) => string.Join("; ", @case.Errors.Select(error => string.Join(" ", error.Locations)).Order());

    private static string Found(Case @case)
    {
        var document = Parser.ParseDocument(@case.Text);
        var schema = @case.Schema is null ? null : Schema.FromDocument(Parser.ParseDocument(@case.Schema), Options);
        var options = new ValidationOptions { Rules = [Rules[@case.Rule]] };
        var errors = @case.Kind == "sdl"
            ? DocumentValidator.ValidateSdl(document, schema, options)
            : DocumentValidator.Validate(schema!, document, options);
        return string.Join("; ", errors.Select(error => string.Join(" ", error.Locations)).Order());
    }

    private static List<Case> Cases() =>
        [.. File.ReadLines(SharedFiles.Require(CasesFile)).Select(line => JsonSerializer.Deserialize<Case>(line, JsonSerializerOptions.Web)!)];

    private sealed record Case(string Kind, string Rule, string? Schema, string? Query, string? Sdl, IReadOnlyList<ExpectedError> Errors)
    {
        public string Text => Query ?? Sdl!;
    }

    private sealed record ExpectedError(string Message, IReadOnlyList<Errors.SourceLocation> Locations);
}
