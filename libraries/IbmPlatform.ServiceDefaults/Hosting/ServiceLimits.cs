using IbmPlatform.GraphQL.Costs;
using IbmPlatform.GraphQL.Server;
using IbmPlatform.GraphQL.Server.Settings;
using IbmPlatform.GraphQL.Validation;
using Microsoft.Extensions.Configuration;

namespace IbmPlatform.ServiceDefaults.Hosting;

/// <summary>What a service's endpoint takes: the settings of the section <c>GraphQL</c> over defaults for a client that is the gateway.</summary>
public static class ServiceLimits
{
    /// <summary>
    /// Default of what one operation may cost here, four times what the gateway lets a client ask for: the gateway estimates with the lists'
    /// usual lengths and then names all that it found.
    /// </summary>
    public const double DefaultMaxCost = 4 * CostOptions.DefaultMaxCost;

    /// <summary>Default of the items of lists in a request's variables here: all entities that a dear answer may hold, with the parts of their keys.</summary>
    public const int DefaultMaxListItems = 1_000_000;

    /// <summary>
    /// A service's client is the gateway, which subscribes for all of its own clients, limits each of them and holds their budgets.
    /// </summary>
    public static LimitSettings Defaults { get; } = new()
    {
        // The gateway asks for all entities of an answer at once.
        Operations = new OperationLimits { MaxListItems = DefaultMaxListItems },
        Cost = new CostOptions { MaxTypeCost = DefaultMaxCost, MaxFieldCost = DefaultMaxCost },
        CostPerMinute = null,
        Http = new GraphQLHttpOptions
        {
            Streams = new()
            {
                MaxConnectionsPerClient = GraphQLStreamOptions.DefaultMaxSubscriptions,
                MaxSubscriptionsPerClient = GraphQLStreamOptions.DefaultMaxSubscriptions,
            },
        },
    };

    /// <summary>Reads them.</summary>
    /// <exception cref="StartupException">A setting has the wrong form.</exception>
    public static LimitSettings Read(IConfiguration? configuration)
    {
        if (configuration is null) return Defaults;
        try
        {
            return LimitSettings.Read(configuration, "GraphQL", Defaults);
        }
        catch (FormatException e)
        {
            throw new StartupException(e.Message, e);
        }
    }
}
