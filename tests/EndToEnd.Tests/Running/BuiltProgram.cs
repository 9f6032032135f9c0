namespace IbmPlatform.EndToEnd.Tests.Running;

/// <summary>The checkout's programs as they were built beside these tests.</summary>
internal static class BuiltProgram
{
    /// <summary>Debug or Release, as the tests were built.</summary>
    public static string Configuration { get; } = new DirectoryInfo(AppContext.BaseDirectory.TrimEnd('/')).Parent!.Name;

    /// <summary>The program of a project's folder, such as <c>services/standalone/IbmPlatform.Standalone</c>.</summary>
    public static string Of(string folder)
    {
        var path = RepositoryRoot.Combine([.. folder.Split('/'), "bin", Configuration, "net10.0", $"{Path.GetFileName(folder)}.dll"]);
        Assert.True(File.Exists(path), $"{path} is not built; build IbmPlatform.sln in {Configuration}.");
        return path;
    }
}
