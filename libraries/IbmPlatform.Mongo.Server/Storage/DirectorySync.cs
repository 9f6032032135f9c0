using System.Runtime.InteropServices;

namespace IbmPlatform.Mongo.Server.Storage;

/// <summary>
/// Makes durable that a file was made, renamed or deleted: on POSIX systems that is written with the directory, not with the file.
/// </summary>
internal static partial class DirectorySync
{
    private const int ReadOnly = 0;

    /// <exception cref="IOException">The directory cannot be opened or synced.</exception>
    public static void Flush(string directory)
    {
        // Windows journals what it does to directories.
        if (OperatingSystem.IsWindows())
            return;
        var handle = Open(directory, ReadOnly);
        if (handle < 0)
            throw Fault(directory);
        try
        {
            if (Sync(handle) != 0)
                throw Fault(directory);
        }
        finally
        {
            _ = Close(handle);
        }
    }

    private static IOException Fault(string directory) =>
        new($"The directory '{directory}' cannot be synced: {Marshal.GetLastPInvokeErrorMessage()}");

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    private static partial int Sync(int handle);

    [LibraryImport("libc", EntryPoint = "close", SetLastError = true)]
    private static partial int Close(int handle);
}
