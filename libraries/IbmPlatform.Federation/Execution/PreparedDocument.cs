using IbmPlatform.Federation.Planning;
using IbmPlatform.Federation.Supergraphs;
using IbmPlatform.GraphQL.Diagnostics;
using IbmPlatform.GraphQL.Errors;
using IbmPlatform.GraphQL.Language;
using IbmPlatform.GraphQL.Validation;

namespace IbmPlatform.Federation.Execution;

/// <summary>A document parsed and validated once, with its operations.</summary>
internal sealed class PreparedDocument
{
    private readonly IReadOnlyList<PreparedOperation> _operations;

    private PreparedDocument(IReadOnlyList<GraphQLError> errors, IReadOnlyList<PreparedOperation> operations)
    {
        Errors = errors;
        _operations = operations;
    }

    public IReadOnlyList<GraphQLError> Errors { get; }

    public static PreparedDocument Of(string query, Supergraph supergraph, FederatedExecutorOptions options)
    {
        if (Parse(query, options, out var fault) is not { } document) return new PreparedDocument([fault!], []);
        var errors = Validate(document, supergraph, options);
        if (errors.Count > 0) return new PreparedDocument(errors, []);
        var planner = new QueryPlanner(supergraph);
        return new PreparedDocument([], [.. document.Definitions.OfType<OperationDefinitionNode>().Select(operation => new PreparedOperation(planner, document, operation))]);
    }

    public PreparedOperation? Find(string? name) => name is null
        ? _operations.Count == 1 ? _operations[0] : null
        : _operations.FirstOrDefault(operation => operation.Definition.Name == name);

    private static DocumentNode? Parse(string query, FederatedExecutorOptions options, out GraphQLError? fault)
    {
        using var stage = Stage.Parse(options.TimeProvider);
        fault = null;
        try
        {
            return Parser.ParseDocument(query, new ParserOptions { MaxTokens = options.MaxTokens, MaxDepth = options.MaxDepth });
        }
        catch (GraphQLSyntaxException e)
        {
            stage.Refuse();
            fault = e.Error;
            return null;
        }
    }

    private static IReadOnlyList<GraphQLError> Validate(DocumentNode document, Supergraph supergraph, FederatedExecutorOptions options)
    {
        using var stage = Stage.Validate(options.TimeProvider);
        var errors = options.Limits.Check(document);
        if (errors.Count == 0) errors = DocumentValidator.Validate(supergraph.ApiSchema, document);
        if (errors.Count > 0) stage.Refuse();
        return errors;
    }
}
