using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace IbmPlatform.GraphQL.Server;

/// <summary>Finds documents that clients name by their hash: trusted ones, and those that clients have sent before.</summary>
internal sealed class PersistedDocuments(GraphQLHttpOptions options)
{
    // Longer documents are rare and would let a few clients fill the memory with their texts.
    private const int MaxKeptChars = 32 * 1024;
    private const string Scheme = "sha256:";

    private readonly Lock _gate = new();
    private readonly Dictionary<string, LinkedListNode<(string Hash, string Text)>> _known = [];
    private readonly LinkedList<(string Hash, string Text)> _byUse = new();

    /// <summary>The hash that the <c>documentId</c> parameter or Apollo's extension names; null when neither is there.</summary>
    public static string? HashIn(string? documentId, JsonElement extensions)
    {
        var hash = documentId is null ? HashIn(extensions)
            : documentId.StartsWith(Scheme, StringComparison.Ordinal) ? documentId[Scheme.Length..]
            : documentId;
        if (hash is null) return null;
        return hash.Length == SHA256.HashSizeInBytes * 2 && hash.All(char.IsAsciiHexDigit)
            ? hash.ToLowerInvariant()
            : throw HttpRefusal.BadRequest("The document's id must be \"sha256:\" and the 64 hex digits of the SHA-256 of its text.", "INVALID_DOCUMENT_ID");
    }

    /// <summary>The document's text.</summary>
    public string TextOf(RequestParameters request)
    {
        if (request.Query is null)
        {
            if (Find(request.DocumentHash) is { } known) return known;
            throw options is { MaxPersistedQueries: 0, TrustedDocuments: null } ? HttpRefusal.PersistedQueriesOff : HttpRefusal.PersistedQueryNotFound(options.TrustedDocumentsOnly);
        }

        if (request.DocumentHash is null && !options.TrustedDocumentsOnly) return request.Query;
        var hash = HashOf(request.Query);
        if (request.DocumentHash is { } claimed && claimed != hash)
        {
            throw HttpRefusal.BadRequest($"The document's id says {claimed}, its text hashes to {hash}.", "PERSISTED_QUERY_HASH_MISMATCH");
        }

        if (options.TrustedDocumentsOnly && options.TrustedDocuments?.ContainsKey(hash) != true) throw HttpRefusal.NotTrusted(hash);
        return request.Query;
    }

    /// <summary>Keeps a document that has been executed under the hash that came with it; what was refused is not worth keeping.</summary>
    public void Remember(RequestParameters request)
    {
        if (request is not { Query: { Length: <= MaxKeptChars } text, DocumentHash: { } hash } || options.TrustedDocumentsOnly || options.MaxPersistedQueries == 0) return;
        lock (_gate)
        {
            if (_known.ContainsKey(hash)) return;
            if (_known.Count >= options.MaxPersistedQueries)
            {
                _known.Remove(_byUse.Last!.Value.Hash);
                _byUse.RemoveLast();
            }

            _known.Add(hash, _byUse.AddFirst((hash, text)));
        }
    }

    private string? Find(string? hash)
    {
        if (hash is null) return null;
        if (options.TrustedDocuments?.TryGetValue(hash, out var trusted) == true) return trusted;
        lock (_gate)
        {
            if (!_known.TryGetValue(hash, out var node)) return null;
            _byUse.Remove(node);
            _byUse.AddFirst(node);
            return node.Value.Text;
        }
    }

    private static string HashOf(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    private static string? HashIn(JsonElement extensions)
    {
        if (extensions.ValueKind != JsonValueKind.Object || !extensions.TryGetProperty("persistedQuery"u8, out var persisted)) return null;
        return persisted.ValueKind == JsonValueKind.Object && persisted.TryGetProperty("sha256Hash"u8, out var hash) && hash.ValueKind == JsonValueKind.String
            ? hash.GetString()
            : throw HttpRefusal.BadRequest("The extension \"persistedQuery\" must be an object with \"version\" 1 and a string \"sha256Hash\".", "INVALID_DOCUMENT_ID");
    }
}
