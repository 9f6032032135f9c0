namespace IbmPlatform.Gateway;

/// <summary>The gateway can't start as it was asked to; the message says what to mend.</summary>
public sealed class GatewayStartException(string message, Exception? innerException = null) : Exception(message, innerException);
