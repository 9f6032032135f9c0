using IbmPlatform.ServiceDefaults.Schema;

namespace IbmPlatform.Projects.Writing;

internal enum UserErrorCode
{
    Required,
    Invalid,
    NotFound,
    Forbidden,
    Duplicate,
    VersionConflict,
    Limit,
}

/// <summary>What kept a change from being made, in a form that a program can act on.</summary>
internal interface IUserError
{
    UserErrorCode Code { get; }

    string Message { get; }

    IReadOnlyList<string> Path { get; }
}

internal sealed record InvalidInput(UserErrorCode Code, string Message, IReadOnlyList<string> Path, string? Expected = null) : IUserError;

internal sealed record VersionConflict(string Message, IReadOnlyList<string> Path, int CurrentVersion, IReadOnlyList<FieldDifference> Differences) : IUserError
{
    public UserErrorCode Code => UserErrorCode.VersionConflict;
}
