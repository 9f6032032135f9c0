using IbmPlatform.GraphQL.Language;
using IbmPlatform.GraphQL.Types;

namespace IbmPlatform.GraphQL.Execution.Subgraphs;

/// <summary>Reads a subgraph's SDL (Apollo Federation 2) without binding it: what it links is defined, as when it is served.</summary>
public static class SubgraphSdl
{
    /// <summary>Whether the document links the federation specification.</summary>
    public static bool IsSubgraph(DocumentNode document) => SubgraphSchema.IsSubgraph(document);

    /// <summary>The schema with the definitions that the document may use unwritten, <c>_entities</c> and <c>_service</c> included.</summary>
    /// <exception cref="SchemaException">It is no valid schema; all faults are listed.</exception>
    public static Schema Read(DocumentNode document)
    {
        ArgumentNullException.ThrowIfNull(document);
        var additions = SubgraphSchema.Additions(document, SubgraphSchema.QueryTypeName(document));
        return Schema.FromDocument(SubgraphSchema.Complete(document, additions), new SchemaOptions { OrphanExtensionsDefine = SubgraphSchema.IsSubgraph(document) });
    }
}
