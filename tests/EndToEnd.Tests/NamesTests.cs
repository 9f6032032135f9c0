using IbmPlatform.EndToEnd.Tests.Running;

namespace IbmPlatform.EndToEnd.Tests;

/// <summary>Names in the languages that a trustworthy source gives; else in the language that they say they are in.</summary>
public sealed class NamesTests(StandaloneSystem standalone)
{
    [Fact]
    public async Task Every_country_of_a_project_has_its_name_in_English_French_and_Russian()
    {
        var answer = await standalone.Endpoint.ReadAsync(
            """
            {
              projects {
                nodes {
                  countries {
                    country {
                      en: name { value(languages: ["en"]) { text language } }
                      fr: name { value(languages: ["fr"]) { text language } }
                      ru: name { value(languages: ["ru"]) { text language } }
                    }
                  }
                }
              }
            }
            """);
        foreach (var language in new[] { "en", "fr", "ru" })
        {
            Assert.All(answer.Texts($"projects.nodes.*.countries.*.country.{language}.value.language"), given => Assert.Equal(language, given));
            Assert.All(answer.Texts($"projects.nodes.*.countries.*.country.{language}.value.text"), text => Assert.NotEqual("", text));
        }
        Assert.Contains("Géorgie", answer.Texts("projects.nodes.*.countries.*.country.fr.value.text"));
        Assert.Contains("Казахстан", answer.Texts("projects.nodes.*.countries.*.country.ru.value.text"));
    }

    [Fact]
    public async Task A_name_that_exists_in_one_language_says_which()
    {
        var answer = await standalone.Endpoint.ReadAsync("""{ project(by: { slug: "mibma" }) { name { value(languages: ["fr", "ru"]) { text language kind } translations { language } } } }""");
        Assert.Equal("Support to Migration and Border Management in Armenia", answer.Text("project.name.value.text"));
        Assert.Equal("en", answer.Text("project.name.value.language"));
        Assert.Equal(["en"], answer.Texts("project.name.translations.*.language"));
    }

    [Theory]
    [InlineData("ru;q=0.5, fr", "fr", "Arménie")]
    [InlineData("ru", "ru", "Армения")]
    [InlineData("xx", "en", "Armenia")]
    public async Task Without_an_argument_the_header_chooses(string header, string language, string text)
    {
        var answer = await standalone.Endpoint.ReadAsync("""{ country(code: "AM") { name { value { text language } } } }""", acceptLanguage: header);
        Assert.Equal((text, language), (answer.Text("country.name.value.text"), answer.Text("country.name.value.language")));
    }
}
