namespace IbmPlatform.GraphQL.Server.Streaming;

/// <summary>Why a WebSocket is closed: the codes of graphql-transport-ws, and RFC 6455's where it has one.</summary>
internal enum CloseCode
{
    GoingAway = 1001,
    MessageTooBig = 1009,
    BadRequest = 4400,
    Unauthorized = 4401,
    Forbidden = 4403,
    SubprotocolNotAcceptable = 4406,
    InitialisationTimeout = 4408,
    SubscriberExists = 4409,
    TooManyInitialisations = 4429,
    InternalError = 4500,
}
