using IbmPlatform.ServiceDefaults.Hosting;
using IbmPlatform.Standalone;

return await StartupFaults.ReportAsync(() => StandaloneHost.RunAsync(args));
