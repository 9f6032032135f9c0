namespace IbmPlatform.Mongo.Client.Tests.Unified;

/// <summary>A published test is not run, for a reason that is declared in <see cref="Unsupported"/> or by what the test itself requires.</summary>
internal sealed class NotRunException(string reason) : Exception(reason);
