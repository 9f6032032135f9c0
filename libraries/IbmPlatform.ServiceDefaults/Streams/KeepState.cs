using IbmPlatform.Values;

namespace IbmPlatform.ServiceDefaults.Streams;

/// <summary>Keeps the states that a service needs of another's aggregates, whole or shrunk to what is asked of them.</summary>
internal sealed class KeepState<TState, TKept>(ReadModel<TKept> model, Func<TState, TKept> keep) : IEventHandler<AggregateChanged<TState>>
    where TState : class
    where TKept : class
{
    public Task ApplyAsync(AggregateChanged<TState> message, CancellationToken cancellationToken) =>
        model.ApplyAsync(message.Id, message.Epoch, message.Version, message.State is null ? null : keep(message.State), cancellationToken);
}
