using Xunit;

namespace IbmPlatform.Testing;

/// <summary>The reference material beside the checkout (<c>../shared</c>): source documents, conformance data, samples.</summary>
/// <remarks>A user's clone does not have it: tests that read it are skipped there with the reason. In CI its absence is a failure.</remarks>
public static class SharedFiles
{
    /// <summary>The folder's absolute path, or null where it is absent.</summary>
    public static string? Root { get; } = Find();

    /// <summary>The absolute path of a file or folder below it; skips the calling test where it is absent.</summary>
    public static string Require(string relativePath)
    {
        if (Root is not null)
        {
            var path = Path.Combine(Root, relativePath);
            if (File.Exists(path) || Directory.Exists(path))
                return path;
        }
        Requirement.Absent($"../shared/{relativePath} is not beside this checkout: the test compares with it and has nothing to compare with.");
        return string.Empty;
    }

    private static string? Find()
    {
        var folder = Path.GetFullPath(Path.Combine(RepositoryRoot.Path, "..", "shared"));
        return Directory.Exists(folder) ? folder : null;
    }
}
