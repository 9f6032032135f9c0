using IbmPlatform.Federation.Composition;

namespace IbmPlatform.Federation.Tests.Composition;

/// <summary>Composes subgraphs written in a test: named a, b, c … in order, with federation linked.</summary>
internal static class Composing
{
    private const string Link =
        """
        extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@shareable", "@external", "@requires",
          "@provides", "@override", "@inaccessible", "@tag", "@interfaceObject", "@composeDirective", "@cost", "@listSize", "@requiresScopes"])

        """;

    public static CompositionResult Compose(params string[] sdl) =>
        Composer.Compose([.. sdl.Select((text, index) => new SubgraphDefinition(((char)('a' + index)).ToString(), $"http://{(char)('a' + index)}", Link + text))]);

    /// <summary>The supergraph's statements; fails when composition does.</summary>
    public static SortedSet<string> Facts(params string[] sdl)
    {
        var result = Compose(sdl);
        Assert.Empty(result.Errors);
        return SupergraphFacts.Of(result.SupergraphSdl!);
    }

    /// <summary>The one error that composition must give: its code and message.</summary>
    public static CompositionError Error(params string[] sdl)
    {
        var result = Compose(sdl);
        Assert.Null(result.SupergraphSdl);
        return Assert.Single(result.Errors);
    }

    public static void Fails(string code, string message, params string[] sdl)
    {
        var error = Error(sdl);
        Assert.Equal((code, message), (error.Code, error.Message));
    }
}
