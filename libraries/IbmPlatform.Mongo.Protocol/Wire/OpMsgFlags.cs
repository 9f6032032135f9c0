namespace IbmPlatform.Mongo.Protocol.Wire;

/// <summary>Flag bits of OP_MSG; unknown bits below 16 are an error.</summary>
[Flags]
public enum OpMsgFlags
{
    /// <summary>No flag.</summary>
    None = 0,
    /// <summary>The message ends with a CRC-32C.</summary>
    ChecksumPresent = 1,
    /// <summary>More messages follow without a reply to this one.</summary>
    MoreToCome = 2,
    /// <summary>The sender accepts several replies.</summary>
    ExhaustAllowed = 1 << 16,
}
