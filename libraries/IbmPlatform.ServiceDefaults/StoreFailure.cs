using IbmPlatform.Mongo.Client;

namespace IbmPlatform.ServiceDefaults;

/// <summary>Tells failures that waiting may mend from those that it will not.</summary>
internal static class StoreFailure
{
    /// <summary>The store could not be reached, or its answer was lost.</summary>
    public static bool IsTransient(Exception e) =>
        e is MongoConnectionException or MongoTimeoutException or MongoUnknownOutcomeException;
}
