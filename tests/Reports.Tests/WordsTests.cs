using IbmPlatform.Reports.Search;

namespace IbmPlatform.Reports.Tests;

public sealed class WordsTests
{
    [Theory]
    [InlineData("Côte d'Ivoire", "cote d ivoire")]
    [InlineData("Straße, Łódź; Ærø", "strasse lodz aero")]
    [InlineData("КЫРГЫЗСТАН й ё", "кыргызстан и е")]
    [InlineData("Ə Ğ Ệ Ÿ ΆΣ Ў", "e g e y ασ у")]
    [InlineData("中国 2015-06", "中 国 2015 06")]
    [InlineData("e\u0301te\u0301", "ete")]
    [InlineData(" – ", "")]
    public void Texts_fall_apart_into_words_without_case_and_marks(string text, string words)
    {
        Assert.Equal(words, string.Join(' ', Words.Of(text).Select(w => w.Folded)));
    }

    [Fact]
    public void A_word_knows_where_it_stands_in_the_text()
    {
        const string text = "Über die Grenze";

        Assert.Equal(["Über", "die", "Grenze"], Words.Of(text).Select(w => text.Substring(w.Start, w.Length)));
    }

    [Fact]
    public void Of_a_long_text_the_surroundings_of_the_first_match_are_shown()
    {
        var text = string.Join(' ', Enumerable.Repeat("before", 40)) + " The border here and the Borders there " + string.Join(' ', Enumerable.Repeat("after", 60));

        var marked = Highlighting.Mark(Match.Of(new Passage("name", text, "en"), SearchQuestion.Of("border")));

        Assert.StartsWith("… before ", marked, StringComparison.Ordinal);
        Assert.EndsWith(" after …", marked, StringComparison.Ordinal);
        Assert.Contains("The «border» here and the «Borders» there", marked, StringComparison.Ordinal);
    }
}
