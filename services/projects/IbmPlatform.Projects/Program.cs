using IbmPlatform.Projects;
using IbmPlatform.ServiceDefaults.Hosting;

return await ServiceHost.RunAsync(args, new ProjectsService());
