using IbmPlatform.GraphQL.Errors;
using IbmPlatform.GraphQL.Execution;

namespace IbmPlatform.GraphQL.Tests.Execution;

public sealed class ResolverTests
{
    internal readonly record struct TypedId(string Value) : IParsable<TypedId>
    {
        public static TypedId Parse(string s, IFormatProvider? provider) =>
            TryParse(s, provider, out var id) ? id : throw new FormatException($"\"{s}\" is no id");

        public static bool TryParse(string? s, IFormatProvider? provider, out TypedId result)
        {
            result = new TypedId(s ?? "");
            return s is not null && s.Contains('/', StringComparison.Ordinal);
        }

        public override string ToString() => Value;
    }

    internal interface INamed
    {
        string Name { get; }
    }

    internal sealed record Thing(TypedId Id, string Name) : INamed;

    internal sealed record Stranger(string Name) : INamed;

    internal readonly record struct Point(int X, int? Y);

    internal sealed class Greeter
    {
        public string Greeting => "hi";
    }

    internal sealed class Unregistered;

    internal sealed class ThingFields(Greeter greeter)
    {
        public string Greeting(Thing thing) => greeter.Greeting + " " + thing.Name;

        public IReadOnlyList<string> Short(IReadOnlyList<Thing> things) => [.. things.Skip(1).Select(t => t.Name)];
    }

    internal static class Queries
    {
        public static Thing Thing(TypedId id) => new(id, "n");

        public static Thing[] Things() => [new(new("a/1"), "one"), new(new("a/2"), "two")];

        public static INamed Named(bool strange) => strange ? new Stranger("s") : new Thing(new("a/1"), "one");

        public static Point Point() => new(1, null);

        public static IEnumerable<int> Breaking()
        {
            yield return 1;
            throw new GraphQLException("no more", "BROKEN");
        }

        public static IReadOnlyList<FieldResult<int>> Mixed() => [1, new GraphQLException("second", "BAD"), 3];

        public static double Infinite() => double.PositiveInfinity;

        public static string Missing(Unregistered service) => $"{service}";

        public static string Language(RequestContext request, IServiceProvider services) => request.AcceptLanguage + (services.GetService(typeof(Greeter)) as Greeter)?.Greeting;

        public static Task<int> Cancelled() => Task.FromCanceled<int>(new CancellationToken(true));
    }

    private static readonly ExecutableSchema Schema = Answers.Schema(
        """
        type Query {
          thing(id: ID!): Thing things: [Thing!] named(strange: Boolean!): Named point: Point! breaking: [Int!] mixed: [Int]
          infinite: Float missing: String language: String cancelled: Int
        }
        interface Named { name: String! }
        type Thing implements Named { id: ID! name: String! greeting: String! short: String }
        type Point { x: Int! y: Int }
        """,
        b => b.Object<Thing>("Thing", typeof(ThingFields)).Object<Point>("Point").Query(typeof(Queries)));

    private sealed class Services : IServiceProvider
    {
        public object? GetService(Type serviceType) => serviceType == typeof(Greeter) ? new Greeter() : null;
    }

    private readonly List<Exception> _internal = [];

    private Task<string> AskAsync(string query) => new GraphQLExecutor(Schema, new ExecutorOptions { OnInternalError = (e, _, _) => _internal.Add(e) })
        .AskAsync(query, context: new RequestContext(new Services()) { TraceId = "t", AcceptLanguage = "ru " });

    [Theory]
    [InlineData("{ thing(id: \"a/b\") { id greeting } }", """{"thing":{"id":"a/b","greeting":"hi n"}}""")]
    [InlineData("{ named(strange: false) { __typename name } }", """{"named":{"__typename":"Thing","name":"one"}}""")]
    [InlineData("{ point { x y } }", """{"point":{"x":1,"y":null}}""")]
    [InlineData("{ language }", """{"language":"ru hi"}""")]
    public async Task A_resolver_gets_what_it_asks_for(string query, string data)
    {
        var answer = await AskAsync(query);
        Assert.Empty(Answers.Messages(answer));
        Assert.Equal(data, Answers.Data(answer));
    }

    [Theory]
    [InlineData("{ breaking }", """{"breaking":null}""", "breaking", "no more")]
    [InlineData("{ mixed }", """{"mixed":[1,null,3]}""", "mixed[1]", "second")]
    [InlineData("{ infinite }", """{"infinite":null}""", "infinite", "Field Query.infinite: Float cannot represent Infinity: it is not finite.")]
    public async Task A_failure_is_told_where_it_happened(string query, string data, string path, string message)
    {
        var answer = await AskAsync(query);
        Assert.Equal(data, Answers.Data(answer));
        Assert.Equal([path], Answers.Paths(answer));
        Assert.Equal([message], Answers.Messages(answer));
    }

    [Theory]
    [InlineData("{ missing }", "Queries wants the service Unregistered, which is not registered.")]
    [InlineData("{ named(strange: true) { name } }", "Field Query.named gave a")]
    [InlineData("{ things { short } }", "Thing.short returned 1 results for 2 parents.")]
    [InlineData("{ cancelled }", "A task was canceled.")]
    public async Task A_flaw_of_ours_is_logged_and_told_as_an_internal_error(string query, string logged)
    {
        var answer = await AskAsync(query);
        Assert.All(Answers.Messages(answer), m => Assert.Equal("Internal error; the log has the cause under this trace id.", m));
        Assert.NotEmpty(_internal);
        Assert.All(_internal, e => Assert.StartsWith(logged, e.Message, StringComparison.Ordinal));
    }
}
