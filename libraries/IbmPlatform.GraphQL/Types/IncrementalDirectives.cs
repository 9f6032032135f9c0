using IbmPlatform.GraphQL.Language;

namespace IbmPlatform.GraphQL.Types;

/// <summary>The directives of incremental delivery (draft "Incremental Delivery", section 3.13), which a schema has only where it is served so.</summary>
public static class IncrementalDirectives
{
    /// <summary>The name of the directive that lets a fragment come later.</summary>
    public const string Defer = "defer";

    /// <summary>The name of the directive that lets items of a list come later.</summary>
    public const string Stream = "stream";

    private const string Sdl = """
        "The fragment may be delivered later than the rest of the answer."
        directive @defer("Whether it may." if: Boolean! = true, "Names the fragment in the answer; unique in the document." label: String)
          on FRAGMENT_SPREAD | INLINE_FRAGMENT

        "Items of the list may be delivered later than the rest of the answer, some at a time."
        directive @stream(
          "Whether they may." if: Boolean! = true
          "Names the list in the answer; unique in the document." label: String
          "How many items come with the rest of the answer." initialCount: Int! = 0
        ) on FIELD
        """;

    /// <summary>Their definitions.</summary>
    public static IReadOnlyList<DirectiveDefinitionNode> Definitions { get; } =
        [.. Parser.ParseDocument(Sdl, ParserOptions.Trusted with { SourceName = "incremental delivery" }).Definitions.Cast<DirectiveDefinitionNode>()];

    internal static bool Is(DirectiveNode directive) => directive.Name is Defer or Stream;

    /// <summary>The schema with those of the directives that it does not define itself.</summary>
    internal static Schema AddTo(Schema schema)
    {
        var added = SchemaBuilder.BuildDirectives(Definitions.Where(d => schema.FindDirective(d.Name) is null));
        // The built-in scalars of the directives' arguments are part of the schema now (section 3.5).
        var scalars = added.SelectMany(d => d.Arguments).Select(a => a.Type.NamedType).Distinct().Except(schema.Types);
        return new Schema(new SchemaParts([.. schema.Types, .. scalars], [.. schema.Directives, .. added], schema.Roots, schema.AstNode, schema.Extensions));
    }
}
