namespace IbmPlatform.ServiceDefaults.Hosting;

/// <summary>The process cannot start; the message says what is wrong, where, and how to mend it, and is all that is printed.</summary>
public sealed class StartupException(string message, Exception? inner = null) : Exception(message, inner);
