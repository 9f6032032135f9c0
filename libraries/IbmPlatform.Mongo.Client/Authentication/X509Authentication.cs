using IbmPlatform.Mongo.Client.Commands;
using IbmPlatform.Mongo.Client.Connections;
using IbmPlatform.Mongo.Protocol;

namespace IbmPlatform.Mongo.Client.Authentication;

/// <summary>MONGODB-X509: TLS has proved that the client holds the certificate's key; the server takes the subject for the user.</summary>
internal static class X509Authentication
{
    public static async ValueTask AuthenticateAsync(Connection connection, Credential credential, CancellationToken cancellationToken)
    {
        var command = new BsonDocument { ["authenticate"] = 1, ["mechanism"] = Credential.X509 };
        if (credential.User is { } user)
            command["user"] = user;
        var reply = await connection.SendAsync(credential.Source, command, Timeout.InfiniteTimeSpan, cancellationToken).ConfigureAwait(false);
        if (reply.Find("ok")?.ToBoolean() == true)
            return;
        var fault = ServerErrors.FromReply(reply);
        throw new MongoAuthenticationException(
            $"{connection.Address} refused {credential} by {Credential.X509}: {fault.Message} Check that $external has a user named like the certificate's subject.", fault);
    }
}
