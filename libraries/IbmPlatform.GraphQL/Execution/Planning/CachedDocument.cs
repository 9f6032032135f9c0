using System.Collections.Concurrent;
using IbmPlatform.GraphQL.Errors;
using IbmPlatform.GraphQL.Execution.Binding;
using IbmPlatform.GraphQL.Language;
using IbmPlatform.GraphQL.Validation;

namespace IbmPlatform.GraphQL.Execution.Planning;

/// <summary>A parsed and valid document with its operations compiled as they are asked for.</summary>
internal sealed class CachedDocument(DocumentNode document, ExecutableSchema schema)
{
    private readonly ConcurrentDictionary<string, CompiledOperation> _compiled = new();
    private readonly List<OperationDefinitionNode> _operations = [.. document.Definitions.OfType<OperationDefinitionNode>()];
    private readonly Dictionary<string, FragmentDefinitionNode> _fragments = OperationMeasure.Fragments(document);

    /// <summary>The operation to run (spec 6.1, GetOperation).</summary>
    /// <exception cref="GraphQLException">There is no such operation, or it cannot be run here.</exception>
    public CompiledOperation Operation(string? name)
    {
        var node = Find(name);
        return _compiled.TryGetValue(node.Name ?? "", out var known) ? known : _compiled.GetOrAdd(node.Name ?? "", Compile(node));
    }

    private OperationDefinitionNode Find(string? name)
    {
        if (name is not null)
        {
            return _operations.Find(o => o.Name == name)
                ?? throw new GraphQLException($"The document has no operation named \"{name}\".", ExecutionErrorCodes.OperationNotFound);
        }

        return _operations.Count switch
        {
            1 => _operations[0],
            0 => throw new GraphQLException("The document has no operation; write a query or a mutation.", ExecutionErrorCodes.OperationNotFound),
            _ => throw new GraphQLException(
                $"The document has {_operations.Count} operations; say which one in operationName.", ExecutionErrorCodes.OperationNotFound),
        };
    }

    private CompiledOperation Compile(OperationDefinitionNode node)
    {
        var root = schema.Schema.RootType(node.Operation)
            ?? throw new GraphQLException($"The schema has no {node.Operation} type.", ExecutionErrorCodes.OperationNotFound);
        return new CompiledOperation(node, _fragments, schema.Types.Objects[root.Name], schema.Types);
    }
}
