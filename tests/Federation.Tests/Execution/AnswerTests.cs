using System.Text;
using IbmPlatform.Federation.Execution;
using IbmPlatform.GraphQL.Execution;

namespace IbmPlatform.Federation.Tests.Execution;

public sealed class AnswerTests
{
    private const string Shop = """
        type Query @join__type(graph: SHOP) @join__type(graph: STOCK) {
          products(first: Int): [Product] @join__field(graph: SHOP)
          strict: [Product!]! @join__field(graph: SHOP)
          count: Int @join__field(graph: STOCK)
        }
        type Product @join__type(graph: SHOP, key: "id") @join__type(graph: STOCK, key: "id") {
          id: ID!
          name: String @join__field(graph: SHOP)
          size: Size @join__field(graph: SHOP)
          stock: Int @join__field(graph: STOCK)
          shelf: Shelf! @join__field(graph: STOCK)
        }
        type Shelf @join__type(graph: STOCK) { row: Int! }
        enum Size @join__type(graph: SHOP) { S @join__enumValue(graph: SHOP) L @join__enumValue(graph: SHOP) HIDDEN @inaccessible @join__enumValue(graph: SHOP) }
        """;

    private static RecipeSubgraphs New() => new("shop stock", Shop);

    [Fact]
    public async Task Fields_come_in_the_order_and_under_the_names_asked()
    {
        var shop = New().Answer("shop", """{"data":{"products":[{"id":1,"name":"a"},null]}}""").Answer("stock", """{"data":{"_entities":[{"stock":5}]}}""");
        var answer = await shop.AskAsync("{ list: products { left: stock __typename name again: name id } }");
        Assert.Equal("""{"data":{"list":[{"left":5,"__typename":"Product","name":"a","again":"a","id":"1"},null]}}""", answer.ToJsonString());
    }

    [Fact]
    public async Task Equal_representations_travel_once()
    {
        var shop = New().Answer("shop", """{"data":{"products":[{"id":"1"},{"id":"2"},{"id":"1"}]}}""").Answer("stock", """{"data":{"_entities":[{"stock":5},{"stock":6}]}}""");
        var answer = await shop.AskAsync("{ products { stock } }");
        Assert.Equal("""{"data":{"products":[{"stock":5},{"stock":6},{"stock":5}]}}""", answer.ToJsonString());
        Assert.Equal(
            """{"representations":[{"__typename":"Product","id":"1"},{"__typename":"Product","id":"2"}]}""",
            Encoding.UTF8.GetString(shop.Sent.Last().Variables.Span));
    }

    [Fact]
    public async Task No_entity_means_no_request()
    {
        var shop = New().Answer("shop", """{"data":{"products":[]}}""");
        Assert.Equal("""{"data":{"products":[]}}""", (await shop.AskAsync("{ products { stock } }")).ToJsonString());
        Assert.Single(shop.Sent);
    }

    [Fact]
    public async Task A_subgraph_that_is_down_costs_its_own_fields_each_named_by_an_error()
    {
        var shop = New().Answer("shop", """{"data":{"products":[{"id":"1","name":"a"},{"id":"2","name":"b"}]}}""")
            .Answer("stock", (_, _) => throw new SubgraphException("it can't be reached"));
        var answer = await shop.AskAsync("{ products { name stock } count }");
        Assert.Equal("""{"products":[{"name":"a","stock":null},{"name":"b","stock":null}],"count":null}""", answer["data"]!.ToJsonString());
        Assert.Equal(
            ["""["products",0,"stock"]""", """["products",1,"stock"]""", """["count"]"""],
            answer["errors"]!.AsArray().Select(error => error!["path"]!.ToJsonString()));
        Assert.All(answer["errors"]!.AsArray(), error => Assert.Equal("SUBGRAPH_UNAVAILABLE", error!["extensions"]!["code"]!.ToString()));
    }

    [Fact]
    public async Task A_lost_non_null_field_takes_the_nearest_nullable_parent_with_it()
    {
        var shop = New().Answer("shop", """{"data":{"products":[{"id":"1","name":"a"}],"strict":[{"id":"1"}]}}""")
            .Answer("stock", (_, _) => throw new InvalidOperationException("secret detail"));
        var answer = await shop.AskAsync("{ products { name shelf { row } } }");
        Assert.Equal("""{"products":[null]}""", answer["data"]!.ToJsonString());
        Assert.DoesNotContain("secret", answer.ToJsonString(), StringComparison.Ordinal);
        Assert.Null((await shop.AskAsync("{ strict { shelf { row } } }"))["data"]);
    }

    [Fact]
    public async Task A_subgraph_too_slow_is_given_up_after_its_time()
    {
        var shop = New().Answer("shop", """{"data":{"products":[{"id":"1","name":"a"}]}}""").Answer("stock", async (_, cancellation) =>
        {
            await Task.Delay(Timeout.Infinite, cancellation);
            return "";
        });
        var answer = await shop.AskAsync("{ products { name stock } }", options: new FederatedExecutorOptions { SubgraphTimeout = TimeSpan.FromMilliseconds(50) });
        Assert.Equal("""{"products":[{"name":"a","stock":null}]}""", answer["data"]!.ToJsonString());
        Assert.Equal("SUBGRAPH_TIMEOUT", Assert.Single(answer["errors"]!.AsArray())!["extensions"]!["code"]!.ToString());
    }

    [Fact]
    public async Task A_subgraphs_error_appears_under_the_clients_own_path()
    {
        var shop = New().Answer("shop", """{"data":{"products":[{"id":"1"},{"id":"2"}]}}""").Answer(
            "stock",
            """{"data":{"_entities":[{"stock":1},{"stock":null}]},"errors":[{"message":"no count","path":["_entities",1,"stock"],"extensions":{"code":"LOST","x":[1]}}]}""");
        var error = Assert.Single((await shop.AskAsync("{ list: products { left: stock } }"))["errors"]!.AsArray())!;
        Assert.Equal("""["list",1,"left"]""", error["path"]!.ToJsonString());
        Assert.Equal("""{"code":"LOST","x":[1],"service":"stock"}""", error["extensions"]!.ToJsonString());
    }

    [Theory]
    [InlineData("not json")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"errors":[{"message":"refused"}]}""")]
    public async Task An_answer_without_data_is_a_lost_subgraph(string text)
    {
        var shop = New().Answer("shop", text).Answer("stock", """{"data":{"count":7}}""");
        var answer = await shop.AskAsync("{ products { name } count }");
        Assert.Equal("""{"products":null,"count":7}""", answer["data"]!.ToJsonString());
        Assert.Equal("""["products"]""", Assert.Single(answer["errors"]!.AsArray())!["path"]!.ToJsonString());
    }

    [Theory]
    [InlineData("name", "5")]
    [InlineData("size", "\"HIDDEN\"")]
    [InlineData("size", "\"XXL\"")]
    [InlineData("name", "{\"a\":1}")]
    public async Task A_leaf_that_the_schema_does_not_allow_is_null_with_an_error(string field, string value)
    {
        var shop = New().Answer("shop", "{\"data\":{\"products\":[{\"" + field + "\":" + value + "}]}}");
        var answer = await shop.AskAsync($"{{ products {{ {field} }} }}");
        Assert.Equal("{\"products\":[{\"" + field + "\":null}]}", answer["data"]!.ToJsonString());
        Assert.Equal("INVALID_SUBGRAPH_VALUE", Assert.Single(answer["errors"]!.AsArray())!["extensions"]!["code"]!.ToString());
    }

    [Fact]
    public async Task Variables_reach_only_the_subgraphs_that_use_them_and_the_headers_all()
    {
        var shop = New().Answer("shop", """{"data":{"products":[{"id":"1"}]}}""").Answer("stock", """{"data":{"_entities":[{"stock":1}]}}""");
        var context = new RequestContext { AcceptLanguage = "fr", Headers = new Dictionary<string, string> { ["authorization"] = "Bearer t", ["Cookie"] = "c" } };
        await shop.AskAsync("query ($n: Int) { products(first: $n) { stock } }", """{"n":2,"unused":true}""", context: context);
        Assert.Equal("""{"n":2}""", Encoding.UTF8.GetString(shop.Sent.First().Variables.Span));
        Assert.DoesNotContain("$n", shop.Sent.Last().Query, StringComparison.Ordinal);
        Assert.All(shop.Sent, request => Assert.Equal(2, request.Headers.Count));
        Assert.Equal("Bearer t", shop.Sent.Last().Headers["Authorization"]);
    }

    [Theory]
    [InlineData("""{"n":"two"}""", "$n")]
    [InlineData("[]", "no JSON object")]
    [InlineData("{", "no JSON object")]
    public async Task Variables_that_do_not_fit_are_refused_before_any_request(string variables, string expected)
    {
        var shop = New();
        var answer = await shop.AskAsync("query ($n: Int) { products(first: $n) { name } }", variables);
        Assert.Contains(expected, answer["errors"]![0]!["message"]!.ToString(), StringComparison.Ordinal);
        Assert.False(answer.AsObject().ContainsKey("data"));
        Assert.Empty(shop.Sent);
    }

    [Fact]
    public async Task Introspection_is_answered_without_any_subgraph()
    {
        var shop = New();
        var answer = await shop.AskAsync(
            """{ __typename __schema { queryType { name } } __type(name: "Product") { kind fields { name type { ...T } } } } fragment T on __Type { kind name ofType { name } }""");
        Assert.Equal("""{"name":"id","type":{"kind":"NON_NULL","name":null,"ofType":{"name":"ID"}}}""", answer["data"]!["__type"]!["fields"]![0]!.ToJsonString());
        Assert.Equal("Query", answer["data"]!["__schema"]!["queryType"]!["name"]!.ToString());
        Assert.Empty(shop.Sent);
    }
}
