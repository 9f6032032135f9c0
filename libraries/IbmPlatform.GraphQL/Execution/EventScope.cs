namespace IbmPlatform.GraphQL.Execution;

/// <summary>The services of one event of a subscription, so that its data loaders answer for that event alone.</summary>
/// <param name="services">The event's scoped services.</param>
/// <param name="lifetime">Disposed once the event is answered.</param>
public sealed class EventScope(IServiceProvider services, IAsyncDisposable lifetime) : IAsyncDisposable
{
    /// <summary>The event's scoped services.</summary>
    public IServiceProvider Services => services;

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => lifetime.DisposeAsync();
}
