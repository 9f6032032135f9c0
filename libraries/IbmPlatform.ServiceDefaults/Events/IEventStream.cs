namespace IbmPlatform.ServiceDefaults.Events;

/// <summary>One kind of event that a service publishes, numbered without gaps.</summary>
public interface IEventStream
{
    /// <summary>The stream's name, as in <c>projects/project</c>; events carry it as their source.</summary>
    string Stream { get; }

    /// <summary>The collection whose documents hold the events until they are copied.</summary>
    string Collection { get; }

    /// <summary>The contract's event record.</summary>
    Type MessageType { get; }

    /// <summary>Builds the public event from its entry in the log.</summary>
    object CreateMessage(LoggedEvent logged);
}
