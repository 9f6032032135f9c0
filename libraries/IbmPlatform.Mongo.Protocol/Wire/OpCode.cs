namespace IbmPlatform.Mongo.Protocol.Wire;

/// <summary>The wire protocol's message kinds that are still spoken.</summary>
public enum OpCode
{
    /// <summary>Legacy reply.</summary>
    Reply = 1,
    /// <summary>Legacy query; only for the first hello of a connection.</summary>
    Query = 2004,
    /// <summary>A compressed message.</summary>
    Compressed = 2012,
    /// <summary>Command and reply.</summary>
    Msg = 2013,
}
