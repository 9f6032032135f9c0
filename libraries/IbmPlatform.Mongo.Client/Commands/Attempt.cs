using IbmPlatform.Mongo.Client.Connections;

namespace IbmPlatform.Mongo.Client.Commands;

/// <summary>One command on its way, over as many attempts as it gets.</summary>
internal sealed class Attempt(Command command, CursorHome home, Deadline? deadline, bool isTimed)
{
    public Command Command { get; } = command;

    /// <summary>Where it must go; empty where any fit server will do.</summary>
    public CursorHome Home { get; } = home;

    /// <summary>By when all of it has to be done; null: whenever.</summary>
    public Deadline? Deadline { get; } = deadline;

    /// <summary>A pipeline that writes is a write.</summary>
    public ReadPreference Preference => Command.IsWrite ? ReadPreference.Primary : Command.Preference;

    /// <summary>Servers that failed: the next attempt goes to another, where there is one.</summary>
    public HashSet<ServerAddress>? Failed { get; private set; }

    public ServerSession? Session { get; set; }

    /// <summary>Whether the server can tell a repetition from a second write.</summary>
    public bool HasTransactionNumber { get; set; }

    public bool IsRepeat { get; set; }

    /// <summary>Whether this attempt got as far as sending.</summary>
    public bool IsSent { get; set; }

    /// <summary>Whether any attempt did.</summary>
    public bool WasSent { get; set; }

    /// <summary>Whether the last fault allows another attempt.</summary>
    public bool MayRepeat { get; set; }

    /// <summary>One repetition; under a timeoutMS as many as fit into it, and where that is infinite as many as it takes.</summary>
    public bool HasAttemptsLeft => !IsRepeat || isTimed && Deadline is not { HasPassed: true };

    public void Avoid(ServerAddress server) => (Failed ??= []).Add(server);
}
