using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace IbmPlatform.Mongo.Server.Storage;

/// <summary>
/// A file system for SQLite (its VFS interface): the platform's own, but that pages of database files are written with their
/// checksum and refused when it is wrong. The write-ahead log has checksums by SQLite, which <see cref="WalInspection"/> reads.
/// </summary>
internal static unsafe partial class CheckedFiles
{
    /// <summary>What connections are opened with.</summary>
    public const string Name = "ibm-checked";

    /// <summary>The one page size of this server's files; SQLite's default.</summary>
    public const int PageSize = 4096;

    /// <summary>SQLITE_IOERR_DATA: "the checksum on a page of the database file is incorrect".</summary>
    public const int WrongChecksum = 10 | 32 << 8;

    private const int Ok = 0;
    private const int CannotOpen = 14;
    private const int MainDatabase = 0x100;

    private static readonly Vfs* Platform = FindVfs(null);
    private static readonly Lazy<int> Registration = new(RegisterOnce);
    private static readonly Lock Wrapping = new();
    private static IoMethods* wrapped;
    private static IoMethods* original;

    /// <summary>The page that the last refused read of this thread was for; counted from 1, as SQLite does.</summary>
    [field: ThreadStatic]
    public static long LastDamagedPage { get; private set; }

    /// <summary>Makes the file system known to SQLite, once a process.</summary>
    public static int Register() => Registration.Value;

    /// <summary>Has new files, and those that are vacuumed, leave room for the checksum.</summary>
    public static int ReserveRoom(nint connection)
    {
        const int reserveBytes = 38;
        var size = PageChecksum.Size;
        return FileControl(connection, null, reserveBytes, &size);
    }

    private static int RegisterOnce()
    {
        // Never freed: SQLite keeps both for as long as the process lives.
        var vfs = (Vfs*)NativeMemory.Alloc((nuint)sizeof(Vfs));
        *vfs = *Platform;
        vfs->Next = null;
        vfs->Name = (byte*)Marshal.StringToCoTaskMemUTF8(Name);
        // Behind the system's own data of each file stands whether its pages are checked.
        vfs->FileSize = Platform->FileSize + sizeof(long);
        vfs->Open = &Open;
        return RegisterVfs(vfs, 0);
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Open(Vfs* vfs, byte* name, OpenedFile* file, int flags, int* flagsOut)
    {
        var code = Platform->Open(Platform, name, file, flags, flagsOut);
        if (code != Ok || (flags & MainDatabase) == 0)
            return code;
        if (!Wrap(file->Methods))
        {
            _ = file->Methods->Close(file);
            file->Methods = null;
            return CannotOpen;
        }

        *IsChecked(file) = IsExpected(file);
        file->Methods = wrapped;
        return Ok;
    }

    // Where a file says anywhere that it has checksums it must have them; a new one will.
    private static bool IsExpected(OpenedFile* file)
    {
        var page = stackalloc byte[PageSize];
        return file->Methods->Read(file, page, PageSize, 0) != Ok || FileHeader.SaysChecked(new ReadOnlySpan<byte>(page, PageSize));
    }

    // All files of a platform have the same functions, but where it chooses by the file system how to lock: then only those of the first.
    private static bool Wrap(IoMethods* methods)
    {
        lock (Wrapping)
        {
            if (wrapped is not null)
                return methods == original;
            original = methods;
            wrapped = (IoMethods*)NativeMemory.Alloc((nuint)sizeof(IoMethods));
            *wrapped = *methods;
            wrapped->Read = &Read;
            wrapped->Write = &Write;
            return true;
        }
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Read(OpenedFile* file, byte* buffer, int count, long offset)
    {
        var code = original->Read(file, buffer, count, offset);
        if (code != Ok || count != PageSize || !*IsChecked(file) || PageChecksum.IsRight(new ReadOnlySpan<byte>(buffer, count), offset))
            return code;
        LastDamagedPage = offset / PageSize + 1;
        return WrongChecksum;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Write(OpenedFile* file, byte* buffer, int count, long offset)
    {
        if (count == PageSize)
        {
            var page = new Span<byte>(buffer, count);
            // The first page is written first: from a vacuum that has made room on, the pages have checksums.
            if (offset == 0)
                *IsChecked(file) = FileHeader.LeavesRoom(page);
            if (*IsChecked(file))
                PageChecksum.Write(page, offset);
        }

        return original->Write(file, buffer, count, offset);
    }

    private static bool* IsChecked(OpenedFile* file) => (bool*)file + Platform->FileSize;

    [LibraryImport("e_sqlite3", EntryPoint = "sqlite3_vfs_find")]
    private static partial Vfs* FindVfs(byte* name);

    [LibraryImport("e_sqlite3", EntryPoint = "sqlite3_vfs_register")]
    private static partial int RegisterVfs(Vfs* vfs, int makeDefault);

    [LibraryImport("e_sqlite3", EntryPoint = "sqlite3_file_control")]
    private static partial int FileControl(nint connection, byte* database, int operation, void* argument);

    /// <summary><c>sqlite3_file</c>.</summary>
    [StructLayout(LayoutKind.Sequential)]
    private struct OpenedFile
    {
        public IoMethods* Methods;
    }

    /// <summary><c>sqlite3_vfs</c>, version 3: all but what is named is copied as it is.</summary>
    [StructLayout(LayoutKind.Sequential)]
    private struct Vfs
    {
        public int Version;
        public int FileSize;
        public int MaxPath;
        public Vfs* Next;
        public byte* Name;
        public void* Data;
        public delegate* unmanaged[Cdecl]<Vfs*, byte*, OpenedFile*, int, int*, int> Open;
        public Rest Others;

        [InlineArray(15)]
        public struct Rest
        {
            private nint first;
        }
    }

    /// <summary><c>sqlite3_io_methods</c>, version 3.</summary>
    [StructLayout(LayoutKind.Sequential)]
    private struct IoMethods
    {
        public int Version;
        public delegate* unmanaged[Cdecl]<OpenedFile*, int> Close;
        public delegate* unmanaged[Cdecl]<OpenedFile*, byte*, int, long, int> Read;
        public delegate* unmanaged[Cdecl]<OpenedFile*, byte*, int, long, int> Write;
        public Rest Others;

        [InlineArray(15)]
        public struct Rest
        {
            private nint first;
        }
    }
}
