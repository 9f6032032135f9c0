using IbmPlatform.ServiceDefaults.Hosting;
using IbmPlatform.Stakeholders;

return await ServiceHost.RunAsync(args, new StakeholdersService());
