using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using IbmPlatform.GraphQL.Costs;
using IbmPlatform.GraphQL.Errors;
using IbmPlatform.GraphQL.Execution;
using IbmPlatform.GraphQL.Validation;

namespace IbmPlatform.GraphQL.Tests.Differential;

/// <summary>
/// Random schemas, data and requests through this engine and through the reference implementation: they must agree on how far each request
/// comes, on the data and on the places of errors. IBM_SEED repeats a run, IBM_DIFFERENTIAL_CASES makes it longer.
/// </summary>
/// <remarks>Where the September 2025 text differs from graphql 16 or 17, <see cref="KnownDifferences"/> says so with the clause.</remarks>
public sealed class DifferentialTests(ITestOutputHelper output)
{
    private const int CasesPerSchema = 15;
    private const int DefaultCases = 1_000;
    private const int MaxShown = 10;

    // The slice of every build asks the same cases, so that what fails there was changed there; longer runs look for new ones.
    private const int SliceSeed = 20_260_922;

    internal static readonly ExecutorOptions Unlimited = new()
    {
        Cost = new CostOptions { MaxTypeCost = double.PositiveInfinity, MaxFieldCost = double.PositiveInfinity },
        MaxParts = int.MaxValue,
        Limits = new OperationLimits
        {
            MaxDepth = int.MaxValue,
            MaxFields = int.MaxValue,
            MaxAliases = int.MaxValue,
            MaxDirectives = int.MaxValue,
            MaxDirectivesPerLocation = int.MaxValue,
            MaxFragmentVisits = int.MaxValue,
            MaxListItems = int.MaxValue,
            MaxVariables = int.MaxValue,
            MaxIntrospectionDepth = int.MaxValue,
            MaxDeferred = int.MaxValue,
        },
    };

    [Theory]
    [InlineData(16)]
    [InlineData(17)]
    public async Task Answers_agree_with_the_reference_implementation(int version)
    {
        var cases = Setting("IBM_DIFFERENTIAL_CASES") ?? DefaultCases;
        var seed = Seed();
        await using var peer = await ReferencePeer.StartAsync(version);
        var differences = new List<string>();
        var phases = new Dictionary<string, int>();
        var (done, explained) = (0, 0);
        for (var round = 0; done < cases; round++)
        {
            var chance = new Chance(unchecked(seed + (round * 7919)));
            var sdl = new RandomSchema(chance).Sdl();
            var schema = DynamicSchema.Parse(sdl);
            var rows = new RandomData(schema, chance).Rows();
            var executor = new GraphQLExecutor(DynamicSchema.Bind(sdl, schema, rows, chance), Unlimited);
            var requests = Enumerable.Range(0, Math.Min(CasesPerSchema, cases - done)).Select(_ => new RandomRequest(schema, chance).Make()).ToList();
            var answers = await peer.AskAsync(sdl, rows, requests);
            for (var i = 0; i < requests.Count; i++)
            {
                phases[answers[i].Phase] = phases.GetValueOrDefault(answers[i].Phase) + 1;
                if (await DifferenceAsync(executor, requests[i], answers[i]) is not { } difference) continue;
                if (KnownDifferences.Explain(version, answers[i], difference) is not null) explained++;
                else differences.Add($"graphql {version}, IBM_SEED={seed} round {round}: {difference}\n{requests[i].Query}\n{requests[i].Variables}\n{sdl}");
            }

            done += requests.Count;
        }

        output.WriteLine($"graphql {version}, IBM_SEED={seed}: {done} cases ({string.Join(", ", phases.Select(p => $"{p.Value} {p.Key}"))}), {explained} known differences.");
        Assert.True(differences.Count == 0, $"{differences.Count} of {done} cases differ.\n{string.Join("\n\n", differences.Take(MaxShown))}");
        // A generator that mostly makes nonsense proves little.
        Assert.True(phases.GetValueOrDefault("executed") > done / 3, $"Only {phases.GetValueOrDefault("executed")} of {done} cases were executed.");
    }

    private static async Task<string?> DifferenceAsync(GraphQLExecutor executor, DifferentialCase request, PeerAnswer theirs)
    {
        var buffer = new ArrayBufferWriter<byte>();
        var asked = new GraphQLRequest { Query = request.Query, OperationName = request.OperationName, VariablesUtf8 = Encoding.UTF8.GetBytes(request.Variables) };
        await executor.ExecuteAsync(asked, new RequestContext { TraceId = "t" }, buffer, TestContext.Current.CancellationToken);
        var ours = JsonDocument.Parse(buffer.WrittenMemory).RootElement;
        var phase = Phase(ours);
        if (phase != theirs.Phase) return $"ours came to {phase}, theirs to {theirs.Phase}. Ours: {Messages(ours)} Theirs: {theirs.Message}";
        if (phase != "executed") return null;
        var data = ours.GetProperty("data");
        if (AnswerComparison.Difference(data, theirs.Data) is { } difference) return difference;
        var ourPlaces = AnswerComparison.Places(data, Errors(ours).Select(e => e.GetProperty("path")));
        var theirPlaces = AnswerComparison.Places(theirs.Data, theirs.Paths.EnumerateArray());
        return ourPlaces.SequenceEqual(theirPlaces) ? null : $"errors: ours at {string.Join(", ", ourPlaces)}, theirs at {string.Join(", ", theirPlaces)}";
    }

    internal static string Phase(JsonElement answer)
    {
        if (answer.TryGetProperty("data", out _)) return "executed";
        return answer.GetProperty("errors")[0].GetProperty("extensions").GetProperty("code").GetString() switch
        {
            ErrorCodes.ParseFailed => "syntax",
            ErrorCodes.ValidationFailed => "validation",
            _ => "request",
        };
    }

    internal static List<JsonElement> Errors(JsonElement answer) => answer.TryGetProperty("errors", out var errors) ? [.. errors.EnumerateArray()] : [];

    internal static string Messages(JsonElement answer) => string.Join(" | ", Errors(answer).Select(e => e.GetProperty("message").GetString()));

    internal static int Seed() =>
        Setting("IBM_SEED") ?? (Setting("IBM_DIFFERENTIAL_CASES") is null ? SliceSeed : Random.Shared.Next());

    internal static int? Setting(string name) =>
        Environment.GetEnvironmentVariable(name) is { Length: > 0 } text ? int.Parse(text, CultureInfo.InvariantCulture) : null;
}
