using IbmPlatform.Federation.Supergraphs;
using IbmPlatform.GraphQL.Errors;
using IbmPlatform.GraphQL.Language;
using IbmPlatform.GraphQL.Types;

namespace IbmPlatform.Gateway.Supergraphs;

/// <summary>The supergraph that is served, parsed once.</summary>
internal sealed class LoadedSupergraph
{
    private LoadedSupergraph(Supergraph supergraph, DocumentNode document)
    {
        Supergraph = supergraph;
        Document = document;
        ApiSdl = SchemaPrinter.Print(supergraph.ApiSchema);
    }

    public Supergraph Supergraph { get; }

    /// <summary>The supergraph's SDL with its join directives.</summary>
    public DocumentNode Document { get; }

    /// <summary>The public schema's SDL.</summary>
    public string ApiSdl { get; }

    /// <exception cref="GatewayStartException">The SDL is no supergraph that can be served.</exception>
    public static LoadedSupergraph Load(GatewayOptions options)
    {
        try
        {
            var document = Addresses.Replace(Parser.ParseDocument(options.SupergraphSdl, ParserOptions.Trusted), options.SubgraphUrls);
            return new LoadedSupergraph(Supergraph.Parse(Printer.Print(document)), document);
        }
        catch (GraphQLSyntaxException fault)
        {
            throw new GatewayStartException($"The supergraph can't be read: {fault.Message}. Compose it again, or name another file with --supergraph FILE.", fault);
        }
        catch (SupergraphException fault)
        {
            throw new GatewayStartException(fault.Message, fault);
        }
        catch (SchemaException fault)
        {
            throw new GatewayStartException($"The supergraph's schema is not valid:{string.Concat(fault.Errors.Select(error => $"{Environment.NewLine}- {error.Message}"))}", fault);
        }
    }
}
