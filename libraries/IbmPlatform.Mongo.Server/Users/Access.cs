namespace IbmPlatform.Mongo.Server.Users;

/// <summary>What a command needs, and what a role gives, on one database or on the whole server.</summary>
[Flags]
internal enum Access
{
    /// <summary>Nothing: asked before anybody has said who they are.</summary>
    None = 0,

    /// <summary>Documents are read.</summary>
    Read = 1,

    /// <summary>Documents are written.</summary>
    Write = 2,

    /// <summary>Collections, indexes and sizes are listed.</summary>
    Inspect = 4,

    /// <summary>Collections and indexes are made and dropped.</summary>
    Shape = 8,

    /// <summary>A database is dropped or checked.</summary>
    Manage = 16,

    /// <summary>Users are made, changed, listed and dropped.</summary>
    Users = 32,

    /// <summary>The server itself is asked or backed up.</summary>
    Server = 64,

    /// <summary>Any user: the command itself looks at whose data it touches.</summary>
    Known = 128,
}
