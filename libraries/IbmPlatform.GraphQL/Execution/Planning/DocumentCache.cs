using IbmPlatform.GraphQL.Diagnostics;
using IbmPlatform.GraphQL.Errors;
using IbmPlatform.GraphQL.Language;
using IbmPlatform.GraphQL.Validation;

namespace IbmPlatform.GraphQL.Execution.Planning;

/// <summary>Parses, limits and validates documents, and keeps those that pass by their text.</summary>
internal sealed class DocumentCache(ExecutableSchema schema, ExecutorOptions options)
{
    // Longer documents are rare and would let a few clients fill the memory with their texts.
    private const int MaxKeptChars = 32 * 1024;

    private readonly GenerationCache<string, CachedDocument> _documents = new(options.MaxCachedDocuments);
    private readonly ParserOptions _parser = new() { MaxTokens = options.MaxTokens };

    /// <summary>The document, or null and the errors that refuse it.</summary>
    public CachedDocument? Get(string text, out IReadOnlyList<GraphQLError> errors)
    {
        errors = [];
        if (_documents.Find(text) is { } known) return known;
        if (Parse(text, ref errors) is not { } document || !IsValid(document, ref errors)) return null;
        var cached = new CachedDocument(document, schema);
        if (text.Length <= MaxKeptChars) _documents.Add(text, cached);
        return cached;
    }

    private DocumentNode? Parse(string text, ref IReadOnlyList<GraphQLError> errors)
    {
        using var stage = Stage.Parse(options.TimeProvider);
        try
        {
            return Parser.ParseDocument(text, _parser);
        }
        catch (GraphQLException e)
        {
            stage.Refuse();
            errors = [e.Error];
            return null;
        }
    }

    private bool IsValid(DocumentNode document, ref IReadOnlyList<GraphQLError> errors)
    {
        using var stage = Stage.Validate(options.TimeProvider);
        errors = options.Limits.Check(document);
        if (errors.Count == 0) errors = DocumentValidator.Validate(schema.Schema, document);
        if (errors.Count == 0) return true;
        stage.Refuse();
        return false;
    }
}
