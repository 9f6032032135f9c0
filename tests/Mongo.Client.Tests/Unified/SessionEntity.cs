using IbmPlatform.Mongo.Protocol;

namespace IbmPlatform.Mongo.Client.Tests.Unified;

/// <summary>A session of a test, which may ask for its id after it has ended.</summary>
internal sealed class SessionEntity(ClientSession session)
{
    private BsonDocument? id;

    public ClientSession Session => session;

    public BsonDocument Id => id ??= session.Id ?? throw new MatchException("The session has no id: nothing was done in it.");

    public void End()
    {
        id ??= session.Id;
        session.Dispose();
    }
}
