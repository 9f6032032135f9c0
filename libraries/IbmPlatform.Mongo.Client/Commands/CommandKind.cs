namespace IbmPlatform.Mongo.Client.Commands;

/// <summary>What may be done with a command whose reply is lost.</summary>
internal enum CommandKind
{
    /// <summary>Only reads: may be sent again.</summary>
    Read,
    /// <summary>Reads server state that is bound to one connection or moment (getMore): not sent again.</summary>
    ReadOnce,
    /// <summary>A write of single documents: sent again under its transaction number where the server keeps sessions.</summary>
    RetryableWrite,
    /// <summary>Any other write.</summary>
    Write,
}
