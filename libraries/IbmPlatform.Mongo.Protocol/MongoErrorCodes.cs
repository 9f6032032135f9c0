namespace IbmPlatform.Mongo.Protocol;

/// <summary>The server errors used here, by MongoDB's own names and numbers.</summary>
public static class MongoErrorCodes
{
    /// <summary>InternalError, 1.</summary>
    public static readonly MongoErrorCode InternalError = new(1, "InternalError");

    /// <summary>BadValue, 2.</summary>
    public static readonly MongoErrorCode BadValue = new(2, "BadValue");

    /// <summary>NoSuchKey, 4.</summary>
    public static readonly MongoErrorCode NoSuchKey = new(4, "NoSuchKey");

    /// <summary>GraphContainsCycle, 5.</summary>
    public static readonly MongoErrorCode GraphContainsCycle = new(5, "GraphContainsCycle");

    /// <summary>HostUnreachable, 6.</summary>
    public static readonly MongoErrorCode HostUnreachable = new(6, "HostUnreachable");

    /// <summary>HostNotFound, 7.</summary>
    public static readonly MongoErrorCode HostNotFound = new(7, "HostNotFound");

    /// <summary>UnknownError, 8.</summary>
    public static readonly MongoErrorCode UnknownError = new(8, "UnknownError");

    /// <summary>FailedToParse, 9.</summary>
    public static readonly MongoErrorCode FailedToParse = new(9, "FailedToParse");

    /// <summary>CannotMutateObject, 10.</summary>
    public static readonly MongoErrorCode CannotMutateObject = new(10, "CannotMutateObject");

    /// <summary>UserNotFound, 11.</summary>
    public static readonly MongoErrorCode UserNotFound = new(11, "UserNotFound");

    /// <summary>UnsupportedFormat, 12.</summary>
    public static readonly MongoErrorCode UnsupportedFormat = new(12, "UnsupportedFormat");

    /// <summary>Unauthorized, 13.</summary>
    public static readonly MongoErrorCode Unauthorized = new(13, "Unauthorized");

    /// <summary>TypeMismatch, 14.</summary>
    public static readonly MongoErrorCode TypeMismatch = new(14, "TypeMismatch");

    /// <summary>Overflow, 15.</summary>
    public static readonly MongoErrorCode Overflow = new(15, "Overflow");

    /// <summary>InvalidLength, 16.</summary>
    public static readonly MongoErrorCode InvalidLength = new(16, "InvalidLength");

    /// <summary>ProtocolError, 17.</summary>
    public static readonly MongoErrorCode ProtocolError = new(17, "ProtocolError");

    /// <summary>AuthenticationFailed, 18.</summary>
    public static readonly MongoErrorCode AuthenticationFailed = new(18, "AuthenticationFailed");

    /// <summary>IllegalOperation, 20.</summary>
    public static readonly MongoErrorCode IllegalOperation = new(20, "IllegalOperation");

    /// <summary>InvalidBSON, 22.</summary>
    public static readonly MongoErrorCode InvalidBson = new(22, "InvalidBSON");

    /// <summary>LockTimeout, 24.</summary>
    public static readonly MongoErrorCode LockTimeout = new(24, "LockTimeout");

    /// <summary>NamespaceNotFound, 26.</summary>
    public static readonly MongoErrorCode NamespaceNotFound = new(26, "NamespaceNotFound");

    /// <summary>IndexNotFound, 27.</summary>
    public static readonly MongoErrorCode IndexNotFound = new(27, "IndexNotFound");

    /// <summary>PathNotViable, 28.</summary>
    public static readonly MongoErrorCode PathNotViable = new(28, "PathNotViable");

    /// <summary>ConflictingUpdateOperators, 40.</summary>
    public static readonly MongoErrorCode ConflictingUpdateOperators = new(40, "ConflictingUpdateOperators");

    /// <summary>CursorNotFound, 43.</summary>
    public static readonly MongoErrorCode CursorNotFound = new(43, "CursorNotFound");

    /// <summary>NamespaceExists, 48.</summary>
    public static readonly MongoErrorCode NamespaceExists = new(48, "NamespaceExists");

    /// <summary>MaxTimeMSExpired, 50.</summary>
    public static readonly MongoErrorCode MaxTimeMsExpired = new(50, "MaxTimeMSExpired");

    /// <summary>DollarPrefixedFieldName, 52.</summary>
    public static readonly MongoErrorCode DollarPrefixedFieldName = new(52, "DollarPrefixedFieldName");

    /// <summary>InvalidIdField, 53.</summary>
    public static readonly MongoErrorCode InvalidIdField = new(53, "InvalidIdField");

    /// <summary>NotSingleValueField, 54.</summary>
    public static readonly MongoErrorCode NotSingleValueField = new(54, "NotSingleValueField");

    /// <summary>EmptyFieldName, 56.</summary>
    public static readonly MongoErrorCode EmptyFieldName = new(56, "EmptyFieldName");

    /// <summary>DottedFieldName, 57.</summary>
    public static readonly MongoErrorCode DottedFieldName = new(57, "DottedFieldName");

    /// <summary>CommandNotFound, 59.</summary>
    public static readonly MongoErrorCode CommandNotFound = new(59, "CommandNotFound");

    /// <summary>WriteConcernFailed, 64.</summary>
    public static readonly MongoErrorCode WriteConcernFailed = new(64, "WriteConcernFailed");

    /// <summary>ImmutableField, 66.</summary>
    public static readonly MongoErrorCode ImmutableField = new(66, "ImmutableField");

    /// <summary>CannotCreateIndex, 67.</summary>
    public static readonly MongoErrorCode CannotCreateIndex = new(67, "CannotCreateIndex");

    /// <summary>InvalidOptions, 72.</summary>
    public static readonly MongoErrorCode InvalidOptions = new(72, "InvalidOptions");

    /// <summary>InvalidNamespace, 73.</summary>
    public static readonly MongoErrorCode InvalidNamespace = new(73, "InvalidNamespace");

    /// <summary>NodeNotFound, 74.</summary>
    public static readonly MongoErrorCode NodeNotFound = new(74, "NodeNotFound");

    /// <summary>UnknownReplWriteConcern, 79.</summary>
    public static readonly MongoErrorCode UnknownReplWriteConcern = new(79, "UnknownReplWriteConcern");

    /// <summary>IndexOptionsConflict, 85.</summary>
    public static readonly MongoErrorCode IndexOptionsConflict = new(85, "IndexOptionsConflict");

    /// <summary>IndexKeySpecsConflict, 86.</summary>
    public static readonly MongoErrorCode IndexKeySpecsConflict = new(86, "IndexKeySpecsConflict");

    /// <summary>NetworkTimeout, 89.</summary>
    public static readonly MongoErrorCode NetworkTimeout = new(89, "NetworkTimeout");

    /// <summary>ShutdownInProgress, 91.</summary>
    public static readonly MongoErrorCode ShutdownInProgress = new(91, "ShutdownInProgress");

    /// <summary>WriteConflict, 112.</summary>
    public static readonly MongoErrorCode WriteConflict = new(112, "WriteConflict");

    /// <summary>CommandNotSupported, 115.</summary>
    public static readonly MongoErrorCode CommandNotSupported = new(115, "CommandNotSupported");

    /// <summary>ConflictingOperationInProgress, 117.</summary>
    public static readonly MongoErrorCode ConflictingOperationInProgress = new(117, "ConflictingOperationInProgress");

    /// <summary>DocumentValidationFailure, 121.</summary>
    public static readonly MongoErrorCode DocumentValidationFailure = new(121, "DocumentValidationFailure");

    /// <summary>ReadConcernMajorityNotAvailableYet, 134.</summary>
    public static readonly MongoErrorCode ReadConcernMajorityNotAvailableYet = new(134, "ReadConcernMajorityNotAvailableYet");

    /// <summary>PrimarySteppedDown, 189.</summary>
    public static readonly MongoErrorCode PrimarySteppedDown = new(189, "PrimarySteppedDown");

    /// <summary>InvalidIndexSpecificationOption, 197.</summary>
    public static readonly MongoErrorCode InvalidIndexSpecificationOption = new(197, "InvalidIndexSpecificationOption");

    /// <summary>InvalidUUID, 207.</summary>
    public static readonly MongoErrorCode InvalidUuid = new(207, "InvalidUUID");

    /// <summary>NotImplemented, 238.</summary>
    public static readonly MongoErrorCode NotImplemented = new(238, "NotImplemented");

    /// <summary>NoSuchTransaction, 251.</summary>
    public static readonly MongoErrorCode NoSuchTransaction = new(251, "NoSuchTransaction");

    /// <summary>TransactionTooLarge, 257.</summary>
    public static readonly MongoErrorCode TransactionTooLarge = new(257, "TransactionTooLarge");

    /// <summary>ExceededTimeLimit, 262.</summary>
    public static readonly MongoErrorCode ExceededTimeLimit = new(262, "ExceededTimeLimit");

    /// <summary>OperationNotSupportedInTransaction, 263.</summary>
    public static readonly MongoErrorCode OperationNotSupportedInTransaction = new(263, "OperationNotSupportedInTransaction");

    /// <summary>QueryExceededMemoryLimitNoDiskUseAllowed, 292.</summary>
    public static readonly MongoErrorCode QueryExceededMemoryLimitNoDiskUseAllowed = new(292, "QueryExceededMemoryLimitNoDiskUseAllowed");

    /// <summary>SocketException, 9001.</summary>
    public static readonly MongoErrorCode SocketException = new(9001, "SocketException");

    /// <summary>LegacyNotPrimary, 10058.</summary>
    public static readonly MongoErrorCode LegacyNotPrimary = new(10058, "LegacyNotPrimary");

    /// <summary>NotWritablePrimary, 10107.</summary>
    public static readonly MongoErrorCode NotWritablePrimary = new(10107, "NotWritablePrimary");

    /// <summary>BSONObjectTooLarge, 10334.</summary>
    public static readonly MongoErrorCode BsonObjectTooLarge = new(10334, "BSONObjectTooLarge");

    /// <summary>DuplicateKey, 11000.</summary>
    public static readonly MongoErrorCode DuplicateKey = new(11000, "DuplicateKey");

    /// <summary>InterruptedAtShutdown, 11600.</summary>
    public static readonly MongoErrorCode InterruptedAtShutdown = new(11600, "InterruptedAtShutdown");

    /// <summary>Interrupted, 11601.</summary>
    public static readonly MongoErrorCode Interrupted = new(11601, "Interrupted");

    /// <summary>InterruptedDueToReplStateChange, 11602.</summary>
    public static readonly MongoErrorCode InterruptedDueToReplStateChange = new(11602, "InterruptedDueToReplStateChange");

    /// <summary>CursorInUse, 12051.</summary>
    public static readonly MongoErrorCode CursorInUse = new(12051, "CursorInUse");

    /// <summary>StaleConfig, 13388.</summary>
    public static readonly MongoErrorCode StaleConfig = new(13388, "StaleConfig");

    /// <summary>NotPrimaryNoSecondaryOk, 13435.</summary>
    public static readonly MongoErrorCode NotPrimaryNoSecondaryOk = new(13435, "NotPrimaryNoSecondaryOk");

    /// <summary>NotPrimaryOrSecondary, 13436.</summary>
    public static readonly MongoErrorCode NotPrimaryOrSecondary = new(13436, "NotPrimaryOrSecondary");

    /// <summary>Location16436, 16436.</summary>
    public static readonly MongoErrorCode Location16436 = new(16436, "Location16436");

    /// <summary>Location40323, 40323.</summary>
    public static readonly MongoErrorCode Location40323 = new(40323, "Location40323");

    /// <summary>Location40324, 40324.</summary>
    public static readonly MongoErrorCode Location40324 = new(40324, "Location40324");

    /// <summary>Location40573, 40573: $changeStream on a standalone.</summary>
    public static readonly MongoErrorCode ChangeStreamsNeedReplicaSet = new(40573, "Location40573");

    /// <summary>UserAlreadyExists, 51003.</summary>
    public static readonly MongoErrorCode UserAlreadyExists = new(51003, "UserAlreadyExists");
}
