namespace IbmPlatform.Values.Tests;

public sealed class EntityIdTests
{
    [Theory]
    [InlineData("project/bomca-9", "project", "bomca-9")]
    [InlineData("country/AM", "country", "AM")]
    [InlineData("border-area/lake-chad", "border-area", "lake-chad")]
    [InlineData("claim/project/bomca-9/period-start", "claim", "project/bomca-9/period-start")]
    public void An_id_is_a_type_and_a_key(string text, string type, string key)
    {
        var id = EntityId.Parse(text);
        Assert.Equal((type, key, text), (id.Type, id.Key, id.ToString()));
        Assert.Equal(id, EntityId.Of(type, key));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("bomca-9")]
    [InlineData("project/")]
    [InlineData("/bomca-9")]
    [InlineData("Project/bomca-9")]
    [InlineData("project/bomca 9")]
    [InlineData("project//bomca")]
    [InlineData("project/bomca-9/")]
    [InlineData("project/bomca-9\n")]
    public void What_is_no_id_is_refused(string? text)
    {
        Assert.False(EntityId.TryParse(text, null, out _));
        Assert.Contains("as in project/bomca-9", Assert.Throws<FormatException>(() => EntityId.Parse(text!)).Message);
    }
}
