using IbmPlatform.Testing;

namespace IbmPlatform.Mongo.Client.Tests;

/// <summary>A real store of its own (the embedded server, or the MongoDB of IBM_TEST_MONGODB), and a client of it.</summary>
internal sealed class EmbeddedStore(bool tcp = false) : IAsyncDisposable
{
    private readonly TestStore store = new(tcp);

    public MongoClient Client => store.Client;

    public MongoCollection<T> Collection<T>() => Client.GetDatabase("test").GetCollection<T>("things");

    public ValueTask DisposeAsync() => store.DisposeAsync();
}
