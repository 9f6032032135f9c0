namespace IbmPlatform.ServiceDefaults.Hosting;

/// <summary>Finds the data set that a checkout or an installation carries.</summary>
public static class DataFolder
{
    /// <summary>The file that makes a folder a data set.</summary>
    public const string Marker = "dataset.json";

    /// <summary>The nearest <c>data/</c> with a data set at or above the program's folder or the current one; null when there is none.</summary>
    public static string? Find() => FindAbove(AppContext.BaseDirectory) ?? FindAbove(Directory.GetCurrentDirectory());

    private static string? FindAbove(string start)
    {
        for (var folder = new DirectoryInfo(start); folder is not null; folder = folder.Parent)
        {
            var candidate = Path.Combine(folder.FullName, "data");
            if (File.Exists(Path.Combine(candidate, Marker)))
                return candidate;
        }
        return null;
    }
}
