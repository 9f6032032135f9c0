using IbmPlatform.Mongo.Client;
using IbmPlatform.Mongo.Protocol;
using IbmPlatform.ServiceDefaults.Events;

namespace IbmPlatform.ServiceDefaults.Aggregates;

/// <summary>What the kit must know of one kind of aggregate to store it and to tell others of its changes.</summary>
public sealed class AggregateType<T> : IEventStream
    where T : class
{
    /// <summary>The service that owns it, as in <c>projects</c>.</summary>
    public required string Service { get; init; }

    /// <summary>The name in ids, as in <c>project</c> for <c>project/bomca-9</c>.</summary>
    public required string Name { get; init; }

    /// <summary>The collection that holds one document an aggregate.</summary>
    public required string Collection { get; init; }

    /// <summary>Reads the typed id out of the state.</summary>
    public required Func<T, string> Id { get; init; }

    /// <summary>
    /// Derived values to filter and order by, kept beside the state under <c>keys</c> (a folded name, the first day that an
    /// imprecise date may mean); null: nothing beyond the state is queried.
    /// </summary>
    public Func<T, BsonDocument>? Keys { get; init; }

    /// <summary>Builds the public event of a change.</summary>
    public required EventMessage<T> Message { get; init; }

    /// <summary>The stream's name: <c>projects/project</c>.</summary>
    public string Stream => $"{Service}/{Name}";

    /// <inheritdoc/>
    public Type MessageType => Message.Type;

    /// <inheritdoc/>
    public object CreateMessage(LoggedEvent logged) =>
        Message.Create(logged, logged.Payload is null ? null : BsonMapper.FromBson<T>(logged.Payload));
}
