using System.Text.RegularExpressions;

namespace IbmPlatform.Values.Tests;

public sealed class ValuesSdlTests
{
    [Fact]
    public void Every_object_type_is_shareable_between_subgraphs()
    {
        var types = Regex.Matches(ValuesSdl.Text, @"^type (?<name>\w+)(?<rest>.*)\{", RegexOptions.Multiline);
        Assert.NotEmpty(types);
        Assert.All(types, type => Assert.EndsWith("@shareable", type.Groups["rest"].Value.Trim()));
    }

    [Theory]
    [InlineData(typeof(ClaimKind))]
    [InlineData(typeof(ConflictRule))]
    [InlineData(typeof(TranslationKind))]
    public void Enums_have_the_same_values_in_the_schema_as_in_code(Type type)
    {
        var body = Regex.Match(ValuesSdl.Text, $@"^enum {type.Name} \{{(?<body>[^}}]*)\}}", RegexOptions.Multiline).Groups["body"].Value;
        var inSchema = Regex.Matches(body, @"^\s+([A-Z_]+)$", RegexOptions.Multiline).Select(m => m.Groups[1].Value);
        Assert.Equal(Enum.GetNames(type).Select(Upper), inSchema);
    }

    private static string Upper(string name) => Regex.Replace(name, "(?<!^)([A-Z])", "_$1").ToUpperInvariant();
}
