using IbmPlatform.Countries;
using IbmPlatform.ServiceDefaults.Hosting;

return await ServiceHost.RunAsync(args, new CountriesService());
