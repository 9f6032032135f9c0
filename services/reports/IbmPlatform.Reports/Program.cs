using IbmPlatform.Reports;
using IbmPlatform.ServiceDefaults.Hosting;

return await ServiceHost.RunAsync(args, new ReportsService());
