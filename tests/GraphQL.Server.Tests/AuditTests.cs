using IbmPlatform.Testing;

namespace IbmPlatform.GraphQL.Server.Tests;

public sealed class AuditTests(KestrelFixture server) : IClassFixture<KestrelFixture>
{
    [Fact]
    public Task No_audit_of_graphql_over_http_fails() => GraphQLOverHttpAudit.PassAsync(server.Url);
}
