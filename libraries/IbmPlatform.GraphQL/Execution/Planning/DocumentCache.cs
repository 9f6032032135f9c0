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
        DocumentNode document;
        try
        {
            document = Parser.ParseDocument(text, _parser);
        }
        catch (GraphQLException e)
        {
            errors = [e.Error];
            return null;
        }

        errors = options.Limits.Check(document);
        if (errors.Count == 0) errors = DocumentValidator.Validate(schema.Schema, document);
        if (errors.Count > 0) return null;
        var cached = new CachedDocument(document, schema);
        if (text.Length <= MaxKeptChars) _documents.Add(text, cached);
        return cached;
    }
}
