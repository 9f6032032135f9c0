using IbmPlatform.GraphQL.Execution;
using IbmPlatform.Values;

namespace IbmPlatform.ServiceDefaults.Schema;

/// <summary>Resolves a text in the reader's language.</summary>
public static class LocalizedTextFields
{
    /// <summary>In the languages asked for, else in those of the Accept-Language header, else the original.</summary>
    public static Translation Value(LocalizedText parent, IReadOnlyList<string>? languages, ResolverContext context) =>
        parent.For(languages ?? AcceptLanguage.Parse(context.RequestContext.AcceptLanguage));
}
