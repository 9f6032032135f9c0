using System.Buffers.Binary;
using System.ComponentModel;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace IbmPlatform.Mongo.Server.Connections;

/// <summary>Linux's epoll(7), edge-triggered: a handle is told of once when there is something new to read on it.</summary>
internal sealed partial class Epoll : IDisposable
{
    /// <summary>What <see cref="Wait"/> gives once <see cref="WakeAll"/> was called.</summary>
    public const long AlarmId = -1;

    private const int CloseOnExec = 0x80000;
    private const int Interrupted = 4;
    private const uint In = 0x001;
    private const uint PeerHasClosed = 0x2000;
    private const uint EdgeTriggered = 0x80000000;

    // struct epoll_event is packed on x86-64 alone (linux/eventpoll.h).
    private static readonly int EventSize = RuntimeInformation.ProcessArchitecture == Architecture.X64 ? 12 : 16;
    private static readonly int DataOffset = EventSize - 8;

    private readonly SafeFileHandle handle = Open(Create(CloseOnExec));
    private readonly SafeFileHandle alarm = Open(CreateAlarm(0, CloseOnExec));

    public Epoll() => Add(alarm, AlarmId, In);

    public static bool IsSupported => OperatingSystem.IsLinux();

    /// <summary>Tells of what there is to read on the handle by that id, from now on until it is closed.</summary>
    public void Watch(SafeHandle socket, long id) => Add(socket, id, In | PeerHasClosed | EdgeTriggered);

    /// <summary>Waits until something can be read; any number of threads may, and each event is told to one of them.</summary>
    /// <returns>How many were written.</returns>
    public int Wait(Span<SocketNews> news)
    {
        Span<byte> events = stackalloc byte[EventSize * news.Length];
        int count;
        do
        {
            count = Wait(handle, ref MemoryMarshal.GetReference(events), news.Length, -1);
        }
        while (count < 0 && Marshal.GetLastPInvokeError() == Interrupted);

        if (count < 0)
            throw Fault("epoll_wait");
        for (var i = 0; i < count; i++)
        {
            var told = events[(i * EventSize)..];
            var isLast = (BinaryPrimitives.ReadUInt32LittleEndian(told) & ~In) != 0;
            news[i] = new SocketNews(BinaryPrimitives.ReadInt64LittleEndian(told[DataOffset..]), isLast);
        }

        return count;
    }

    /// <summary>Lets every thread that waits, now or later, see <see cref="AlarmId"/>.</summary>
    public void WakeAll()
    {
        var one = 1UL;
        if (Write(alarm, ref one, sizeof(ulong)) != sizeof(ulong))
            throw Fault("eventfd");
    }

    public void Dispose()
    {
        handle.Dispose();
        alarm.Dispose();
    }

    private void Add(SafeHandle socket, long id, uint events)
    {
        const int add = 1;
        Span<byte> value = stackalloc byte[EventSize];
        value.Clear();
        BinaryPrimitives.WriteUInt32LittleEndian(value, events);
        BinaryPrimitives.WriteInt64LittleEndian(value[DataOffset..], id);
        if (Control(handle, add, socket, ref MemoryMarshal.GetReference(value)) != 0)
            throw Fault("epoll_ctl");
    }

    private static SafeFileHandle Open(int descriptor) =>
        descriptor >= 0 ? new SafeFileHandle(descriptor, ownsHandle: true) : throw Fault("epoll");

    private static IOException Fault(string call)
    {
        var fault = new Win32Exception(Marshal.GetLastPInvokeError());
        return new IOException($"The operating system refused {call}: {fault.Message}.", fault);
    }

    [LibraryImport("libc", EntryPoint = "epoll_create1", SetLastError = true)]
    private static partial int Create(int flags);

    [LibraryImport("libc", EntryPoint = "eventfd", SetLastError = true)]
    private static partial int CreateAlarm(uint value, int flags);

    [LibraryImport("libc", EntryPoint = "epoll_ctl", SetLastError = true)]
    private static partial int Control(SafeFileHandle epoll, int operation, SafeHandle socket, ref byte value);

    [LibraryImport("libc", EntryPoint = "epoll_wait", SetLastError = true)]
    private static partial int Wait(SafeFileHandle epoll, ref byte events, int size, int timeout);

    [LibraryImport("libc", EntryPoint = "write", SetLastError = true)]
    private static partial nint Write(SafeFileHandle file, ref ulong value, nint size);
}
