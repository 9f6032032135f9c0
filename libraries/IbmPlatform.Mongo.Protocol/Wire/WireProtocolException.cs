namespace IbmPlatform.Mongo.Protocol.Wire;

/// <summary>A message that breaks the wire protocol; the connection cannot go on.</summary>
public sealed class WireProtocolException : IOException
{
    /// <summary>Creates the error with its message.</summary>
    public WireProtocolException(string message) : base(message) { }

    /// <summary>Creates the error with its message and cause.</summary>
    public WireProtocolException(string message, Exception innerException) : base(message, innerException) { }

    /// <summary>Creates the error without a message.</summary>
    public WireProtocolException() { }
}
