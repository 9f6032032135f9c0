using IbmPlatform.GraphQL.Execution.Binding;
using IbmPlatform.GraphQL.Execution.Subgraphs;
using IbmPlatform.GraphQL.Language;
using IbmPlatform.GraphQL.Types;

namespace IbmPlatform.GraphQL.Execution;

/// <summary>A schema whose every field, argument and enum value is bound to C#. Immutable; shared by all requests.</summary>
public sealed class ExecutableSchema
{
    internal ExecutableSchema(string sdl, Schema schema, BoundTypes types)
    {
        Sdl = sdl;
        Schema = schema;
        Types = types;
    }

    /// <summary>The SDL as written: what <c>_service { sdl }</c> answers.</summary>
    public string Sdl { get; }

    /// <summary>The schema, with what a subgraph need not write itself.</summary>
    public Schema Schema { get; }

    internal BoundTypes Types { get; }

    /// <summary>The same schema with <c>@defer</c> and <c>@stream</c>.</summary>
    internal ExecutableSchema WithIncrementalDelivery() => new(Sdl, IncrementalDirectives.AddTo(Schema), Types);

    /// <summary>Binds SDL to C#. An SDL that links federation v2 gets the subgraph's definitions and root fields.</summary>
    /// <exception cref="Errors.GraphQLSyntaxException">The SDL is not GraphQL.</exception>
    /// <exception cref="SchemaException">The SDL is no valid schema.</exception>
    /// <exception cref="SchemaBindingException">Lists every field, argument and enum value that is unbound or of the wrong type.</exception>
    public static ExecutableSchema Bind(IReadOnlyList<string> sdl, Action<SchemaBinder> bind)
    {
        ArgumentNullException.ThrowIfNull(sdl);
        ArgumentNullException.ThrowIfNull(bind);
        var binder = new SchemaBinder();
        bind(binder);
        var written = string.Join("\n\n", sdl);
        var document = Parser.ParseDocument(written, ParserOptions.Trusted with { SourceName = "schema" });
        var additions = SubgraphSchema.Additions(document, SubgraphSchema.QueryTypeName(document));
        var schema = Schema.FromDocument(SubgraphSchema.Complete(document, additions), new SchemaOptions
        {
            OrphanExtensionsDefine = SubgraphSchema.IsSubgraph(document),
            LiteralChecks = LiteralChecks.Of(binder),
        });
        return new ExecutableSchema(written, schema, SchemaBinding.Bind(schema, binder, written));
    }
}
