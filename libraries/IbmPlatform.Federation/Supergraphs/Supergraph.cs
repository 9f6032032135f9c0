using IbmPlatform.GraphQL.Errors;
using IbmPlatform.GraphQL.Language;
using IbmPlatform.GraphQL.Types;

namespace IbmPlatform.Federation.Supergraphs;

/// <summary>A composed Apollo Federation v2 supergraph (join specification v0.2 to v0.5), ready to be planned over.</summary>
public sealed class Supergraph
{
    internal Supergraph(Schema apiSchema, IReadOnlyList<Subgraph> subgraphs, IReadOnlyDictionary<string, SupergraphType> types)
    {
        ApiSchema = apiSchema;
        Subgraphs = subgraphs;
        Types = types;
    }

    /// <summary>What clients see: without the join machinery and without anything <c>@inaccessible</c>.</summary>
    public Schema ApiSchema { get; }

    /// <summary>The subgraphs, in the order of the <c>join__Graph</c> enum.</summary>
    public IReadOnlyList<Subgraph> Subgraphs { get; }

    internal IReadOnlyDictionary<string, SupergraphType> Types { get; }

    /// <summary>Reads a supergraph's SDL.</summary>
    /// <exception cref="GraphQLSyntaxException">The text is no GraphQL.</exception>
    /// <exception cref="SupergraphException">It is no supergraph, or needs a feature that this gateway does not have.</exception>
    public static Supergraph Parse(string supergraphSdl)
    {
        ArgumentNullException.ThrowIfNull(supergraphSdl);
        var document = Parser.ParseDocument(supergraphSdl, ParserOptions.Trusted with { SourceName = "supergraph" });
        var features = FeatureCheck.Run(document);
        var (subgraphs, types) = new SupergraphReader(document, features.JoinMinor).Read();
        return new Supergraph(Schema.FromDocument(ApiDocument.Of(document), validate: true), subgraphs, types);
    }

    internal SupergraphType Type(string name) => Types[name];
}
