using System.Net.Http.Json;

namespace IbmPlatform.EndToEnd.Tests.Running;

/// <summary>The public endpoint of a running platform.</summary>
internal sealed class GraphQLEndpoint(string url) : IDisposable
{
    public HttpClient Http { get; } = new() { BaseAddress = new Uri(url), Timeout = TimeSpan.FromSeconds(60) };

    /// <summary>Asks one query; the answer may have errors.</summary>
    public async Task<Answer> AskAsync(string query, object? variables = null, string? acceptLanguage = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/graphql") { Content = JsonContent.Create(new { query, variables }) };
        if (acceptLanguage is not null)
            request.Headers.AcceptLanguage.ParseAdd(acceptLanguage);
        using var response = await Http.SendAsync(request, TestContext.Current.CancellationToken);
        return Answer.Parse(await response.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
    }

    /// <summary>Asks one query that must be answered without errors.</summary>
    public async Task<Answer> ReadAsync(string query, object? variables = null, string? acceptLanguage = null)
    {
        var answer = await AskAsync(query, variables, acceptLanguage);
        Assert.True(answer.Errors.Count == 0, $"The query has errors:\n{string.Join('\n', answer.Errors)}");
        return answer;
    }

    public void Dispose() => Http.Dispose();
}
