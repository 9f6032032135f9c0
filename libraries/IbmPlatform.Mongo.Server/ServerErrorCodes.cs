using IbmPlatform.Mongo.Protocol;

namespace IbmPlatform.Mongo.Server;

/// <summary>Codes that only a server sends; the ones that clients act on are in <see cref="MongoErrorCodes"/>.</summary>
internal static class ServerErrorCodes
{
    public static readonly MongoErrorCode RoleNotFound = new(31, "RoleNotFound");
    public static readonly MongoErrorCode MechanismUnavailable = new(334, "MechanismUnavailable");
    public static readonly MongoErrorCode NoReplicationEnabled = new(76, "NoReplicationEnabled");
    public static readonly MongoErrorCode OperationFailed = new(96, "OperationFailed");
    public static readonly MongoErrorCode UnsatisfiableWriteConcern = new(100, "UnsatisfiableWriteConcern");
    public static readonly MongoErrorCode ExceededMemoryLimit = new(146, "ExceededMemoryLimit");
    public static readonly MongoErrorCode CannotIndexParallelArrays = new(171, "CannotIndexParallelArrays");
    public static readonly MongoErrorCode QueryPlanKilled = new(175, "QueryPlanKilled");
    public static readonly MongoErrorCode DataCorruptionDetected = new(301, "DataCorruptionDetected");
    public static readonly MongoErrorCode OutOfDiskSpace = new(14031, "OutOfDiskSpace");
    public static readonly MongoErrorCode UnsupportedOpQueryCommand = new(352, "UnsupportedOpQueryCommand");
    public static readonly MongoErrorCode IllegalOpMsgFlag = new(223, "IllegalOpMsgFlag");
    public static readonly MongoErrorCode ClientDisconnect = new(279, "ClientDisconnect");
    public static readonly MongoErrorCode ApiVersionError = new(322, "APIVersionError");
    public static readonly MongoErrorCode ApiStrictError = new(323, "APIStrictError");
    public static readonly MongoErrorCode ApiOptionsAlone = new(4886600, "Location4886600");
    public static readonly MongoErrorCode UnknownField = new(40415, "Location40415");
    public static readonly MongoErrorCode MissingField = new(40414, "Location40414");
}
