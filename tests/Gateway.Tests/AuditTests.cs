using IbmPlatform.Testing;

namespace IbmPlatform.Gateway.Tests;

public sealed class AuditTests
{
    [Fact]
    public async Task The_gateway_fails_no_audit_of_graphql_over_http()
    {
        await using var products = await Shop.ProductsAsync();
        await using var gateway = await RunningGateway.StartAsync(products);

        await GraphQLOverHttpAudit.PassAsync(new Uri(gateway.Http.BaseAddress!, "graphql"));
    }
}
