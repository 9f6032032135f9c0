namespace IbmPlatform.Mongo.Client;

/// <summary>Which members of a replica set answer reads.</summary>
public enum ReadPreferenceMode
{
    /// <summary>The primary only: what is read has been written last.</summary>
    Primary,
    /// <summary>The primary, or a secondary while there is none.</summary>
    PrimaryPreferred,
    /// <summary>Secondaries only.</summary>
    Secondary,
    /// <summary>A secondary, or the primary where no secondary is fit.</summary>
    SecondaryPreferred,
    /// <summary>Whichever is near.</summary>
    Nearest,
}
