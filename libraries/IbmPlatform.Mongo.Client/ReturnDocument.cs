namespace IbmPlatform.Mongo.Client;

/// <summary>The state that a find-and-change returns.</summary>
public enum ReturnDocument
{
    /// <summary>As it was.</summary>
    Before,
    /// <summary>As it is now.</summary>
    After,
}
