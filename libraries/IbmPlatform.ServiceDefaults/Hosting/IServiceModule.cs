namespace IbmPlatform.ServiceDefaults.Hosting;

/// <summary>A service as a part of a process: its own process when distributed, one of several in standalone.</summary>
public interface IServiceModule
{
    /// <summary>The service's name: its database, its queues' prefix, its subgraph.</summary>
    string Name { get; }

    /// <summary>Says what it stores, publishes, follows, serves and loads.</summary>
    void Configure(ModuleBuilder module);
}
