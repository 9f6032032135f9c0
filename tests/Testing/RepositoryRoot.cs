namespace IbmPlatform.Testing;

/// <summary>The folder of the checkout that the running tests were built from.</summary>
public static class RepositoryRoot
{
    /// <summary>The absolute path of the folder that holds <c>IbmPlatform.sln</c>.</summary>
    public static string Path { get; } = Find();

    /// <summary>The absolute path of a file or folder of the checkout.</summary>
    public static string Combine(params string[] parts) => System.IO.Path.Combine([Path, .. parts]);

    private static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(System.IO.Path.Combine(folder.FullName, "IbmPlatform.sln")))
                return folder.FullName;
        }
        throw new InvalidOperationException($"No IbmPlatform.sln in {AppContext.BaseDirectory} or above it: run the tests from a checkout.");
    }
}
