using IbmPlatform.Gateway;
using IbmPlatform.Gateway.Compose;

if (args is ["compose", ..]) return await ComposeCommand.RunAsync(args[1..], Console.Out, Console.Error);

try
{
    var builder = GatewayHost.CreateBuilder(args);
    builder.Services.AddGateway(GatewayOptions.Read(builder.Configuration));

    await using var app = builder.Build();
    app.MapGateway();
    app.MapGatewayHealth();
    app.MapSubgraphProxy();

    await app.RunAsync();
    return 0;
}
catch (Exception fault) when (GatewayHost.IsStartupFault(fault))
{
    await Console.Error.WriteLineAsync(GatewayHost.Explain(fault));
    return 1;
}
