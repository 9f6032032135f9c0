using System.Runtime.InteropServices;
using IbmPlatform.Mongo.Server;
using IbmPlatform.Mongo.Server.Maintenance;

if (MaintenanceProgram.Knows(args))
    return await MaintenanceProgram.RunAsync(args, Console.Out, Console.Error);

var arguments = ServerArguments.Parse(args, out var error);
if (arguments is null)
{
    await Console.Error.WriteLineAsync(error);
    return 2;
}

try
{
    var stop = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
    using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
    using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
    await using var server = MongoServer.Start(arguments.ToOptions(fault => Console.Error.WriteLine(fault)));
    if (arguments.Warning is { } warning)
        await Console.Error.WriteLineAsync(warning);
    await Console.Out.WriteLineAsync($"listening on {server.EndPoint}");
    if (arguments.UnixSocket is { } path)
        await Console.Out.WriteLineAsync($"listening on {path}");
    await stop.Task;
    return 0;

    void Stop(PosixSignalContext signal)
    {
        signal.Cancel = true;
        stop.TrySetResult();
    }
}
catch (MongoServerException fault)
{
    await Console.Error.WriteLineAsync(fault.Message);
    return 1;
}
