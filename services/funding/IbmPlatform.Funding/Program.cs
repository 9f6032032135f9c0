using IbmPlatform.Funding;
using IbmPlatform.ServiceDefaults.Hosting;

return await ServiceHost.RunAsync(args, new FundingService());
