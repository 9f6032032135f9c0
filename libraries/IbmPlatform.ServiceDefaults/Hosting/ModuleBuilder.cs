using IbmPlatform.GraphQL.Execution;
using IbmPlatform.Mongo.Client;
using IbmPlatform.Mongo.Protocol;
using IbmPlatform.ServiceDefaults.Aggregates;
using IbmPlatform.ServiceDefaults.Caching;
using IbmPlatform.ServiceDefaults.DataSets;
using IbmPlatform.ServiceDefaults.Events;
using IbmPlatform.ServiceDefaults.Streams;
using IbmPlatform.Values;
using MassTransit;
using Microsoft.Extensions.DependencyInjection;

namespace IbmPlatform.ServiceDefaults.Hosting;

/// <summary>What a service says of itself; read it as the service's contents page.</summary>
public abstract class ModuleBuilder
{
    private readonly Dictionary<string, List<object>> handlers = new(StringComparer.Ordinal);

    private protected ModuleBuilder(string name, IServiceCollection services)
    {
        Name = name;
        Services = services;
        services.AddKeyedSingleton(name, (provider, _) => new ServiceDatabase(
            name, provider.GetRequiredService<MongoClient>().GetDatabase(name), Streams, provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<RecordCache>()));
    }

    /// <summary>The service's name.</summary>
    public string Name { get; }

    /// <summary>Where its stores and resolvers' services are registered. Its <see cref="ServiceDatabase"/> is keyed by its name.</summary>
    public IServiceCollection Services { get; }

    internal List<IEventStream> Streams { get; } = [];

    internal List<(string Collection, IndexModel[] Indexes)> Indexes { get; } = [];

    internal List<Action<IBusRegistrationConfigurator>> Consumers { get; } = [];

    internal List<ISeed> Seeds { get; } = [];

    internal List<string> SdlTexts { get; } = [];

    internal List<Action<SchemaBinder>> Bindings { get; } = [];

    /// <summary>Owns a kind of aggregate: registers its <see cref="AggregateStore{T}"/> and publishes its changes.</summary>
    /// <param name="name">As in ids: <c>project</c>.</param>
    /// <param name="collection">Where the documents are.</param>
    /// <param name="id">Reads the typed id.</param>
    /// <param name="keys">Derived values to filter and order by; null: none.</param>
    /// <param name="indexes">For the service's own queries: paths start with <c>state.</c> or <c>keys.</c>.</param>
    public ModuleBuilder Owns<T, TEvent>(
        string name, string collection, Func<T, string> id, Func<T, BsonDocument>? keys = null, params IndexModel[] indexes)
        where T : class
        where TEvent : AggregateChanged<T>
    {
        var type = new AggregateType<T>
        {
            Service = Name,
            Name = name,
            Collection = collection,
            Id = id,
            Keys = keys,
            Message = EventMessage<T>.Of<TEvent>(),
        };
        Streams.Add(type);
        Indexes.Add((collection, indexes));
        var service = Name;
        Services.AddSingleton(provider => new AggregateStore<T>(
            provider.GetRequiredKeyedService<ServiceDatabase>(service), type, provider.GetRequiredService<TimeProvider>()));
        return this;
    }

    /// <summary>Keeps another service's aggregates of one kind, as <see cref="ServiceDatabase.ReadModel{T}"/> finds them.</summary>
    /// <param name="stream">The owner's stream: <c>stakeholders/participation</c>.</param>
    /// <param name="collection">Where they are kept.</param>
    /// <param name="indexes">Paths start with <c>state.</c>.</param>
    public ModuleBuilder Follows<T, TEvent>(string stream, string collection, params IndexModel[] indexes)
        where T : class
        where TEvent : AggregateChanged<T> => Follows<T, TEvent, T>(stream, collection, state => state, indexes);

    /// <summary>Keeps what <paramref name="keep"/> takes of another service's aggregates of one kind.</summary>
    public ModuleBuilder Follows<T, TEvent, TKept>(string stream, string collection, Func<T, TKept> keep, params IndexModel[] indexes)
        where T : class
        where TEvent : AggregateChanged<T>
        where TKept : class
    {
        Indexes.Add((collection, indexes));
        var service = Name;
        return Subscribe<T, TEvent>(stream, provider =>
            new KeepState<T, TKept>(provider.GetRequiredKeyedService<ServiceDatabase>(service).ReadModel<TKept>(collection), keep));
    }

    /// <summary>Hands another service's events of one kind to a handler (a singleton); may be added to what keeps them.</summary>
    public ModuleBuilder Handles<T, TEvent, THandler>(string stream)
        where T : class
        where TEvent : AggregateChanged<T>
        where THandler : class, IEventHandler<AggregateChanged<T>>
    {
        Services.AddSingleton<THandler>();
        return Subscribe<T, TEvent>(stream, provider => provider.GetRequiredService<THandler>());
    }

    /// <summary>Creates indexes on a collection that the service fills itself.</summary>
    public ModuleBuilder HasIndexes(string collection, params IndexModel[] indexes)
    {
        Indexes.Add((collection, indexes));
        return this;
    }

    /// <summary>Serves a schema: SDL texts and the C# behind them.</summary>
    public ModuleBuilder Serves(IReadOnlyList<string> sdl, Action<SchemaBinder> bind)
    {
        SdlTexts.AddRange(sdl);
        Bindings.Add(bind);
        return this;
    }

    /// <summary>Loads one kind of its aggregates from the data set on first start.</summary>
    /// <param name="files">A file (<c>programmes.json</c>, an array) or a folder (<c>projects</c>, one record a file).</param>
    public ModuleBuilder Loads<T>(string files)
        where T : class
    {
        Seeds.Add(new Seed<T>(files));
        return this;
    }

    private protected abstract void AddConsumer<T, TEvent>(SubscriptionName name, Func<IServiceProvider, IReadOnlyList<IEventHandler<AggregateChanged<T>>>> handlers)
        where T : class
        where TEvent : AggregateChanged<T>;

    private ModuleBuilder Subscribe<T, TEvent>(string stream, Func<IServiceProvider, IEventHandler<AggregateChanged<T>>> handler)
        where T : class
        where TEvent : AggregateChanged<T>
    {
        if (handlers.TryGetValue(stream, out var present))
        {
            present.Add(handler);
            return this;
        }
        var all = handlers[stream] = [handler];
        AddConsumer<T, TEvent>(
            new SubscriptionName(Name, stream),
            provider => [.. all.Cast<Func<IServiceProvider, IEventHandler<AggregateChanged<T>>>>().Select(create => create(provider))]);
        return this;
    }
}
