namespace IbmPlatform.Values.Tests;

public sealed class LocalizedTextTests
{
    private static readonly LocalizedText Country = new(
    [
        new Translation("Arménie", "fr", TranslationKind.Human),
        new Translation("Armenia", "en", TranslationKind.Original),
        new Translation("Армения", "ru", TranslationKind.Human),
        new Translation("Armênia", "pt-BR", TranslationKind.Human),
        new Translation("亚美尼亚", "zh-Hans", TranslationKind.Human),
    ]);

    [Theory]
    [InlineData("ru", "ru")]
    [InlineData("fr-CH", "fr")]
    [InlineData("de,fr", "fr")]
    [InlineData("FR", "fr")]
    [InlineData("pt", "pt-BR")]
    [InlineData("zh-Hans-CN", "zh-Hans")]
    [InlineData("zh-Hans-x-private", "zh-Hans")]
    [InlineData("de", "en")]
    [InlineData("*", "en")]
    [InlineData("", "en")]
    public void The_readers_first_language_that_there_is_wins_else_the_original(string wanted, string given) =>
        Assert.Equal(given, Country.For(wanted.Split(',')).Language);

    [Fact]
    public void Without_an_original_english_stands_in_and_without_english_the_first()
    {
        var both = new LocalizedText([new("Vienne", "fr", TranslationKind.Human), new("Vienna", "en", TranslationKind.Human)]);
        var french = new LocalizedText([new("Vienne", "fr", TranslationKind.Human), new("Виена", "bg", TranslationKind.Machine)]);
        Assert.Equal("Vienna", both.For(["ja"]).Text);
        Assert.Equal("Vienne", french.For(["ja"]).Text);
    }

    [Fact]
    public void A_text_without_translations_says_so() =>
        Assert.Throws<InvalidOperationException>(() => new LocalizedText([]).For(["en"]));
}
