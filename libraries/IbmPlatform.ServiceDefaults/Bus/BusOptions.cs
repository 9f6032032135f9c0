namespace IbmPlatform.ServiceDefaults.Bus;

/// <summary>Which transport carries events.</summary>
/// <param name="Broker">RabbitMQ's address; null: in this process, which serves when all services are in it.</param>
public sealed record BusOptions(Uri? Broker)
{
    /// <summary>The word for no broker.</summary>
    public const string InMemory = "in-memory";

    /// <summary>Reads <c>in-memory</c> or <c>amqp://user:password@host:port/vhost</c>.</summary>
    /// <exception cref="FormatException">It is neither.</exception>
    public static BusOptions Parse(string text)
    {
        if (text == InMemory)
            return new((Uri?)null);
        if (Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is "amqp" or "amqps" && uri.Host.Length > 0)
            return new(uri);
        throw new FormatException($"\"{text}\" is no bus; expected {InMemory} or an address such as amqp://guest:guest@localhost:5672/.");
    }
}
