using System.Buffers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using IbmPlatform.GraphQL.Execution;
using IbmPlatform.GraphQL.Types;

namespace IbmPlatform.GraphQL.Tests.Differential;

/// <summary>
/// Operations with <c>@defer</c> and <c>@stream</c> through this engine and through graphql 17. Where every resolver answers at once the
/// payloads must be the same, one by one; where some answer later, what they come to together. The same variables as
/// <see cref="DifferentialTests"/> repeat a run or make it longer.
/// </summary>
public sealed class IncrementalDifferentialTests(ITestOutputHelper output)
{
    private const int CasesPerSchema = 15;
    private const int DefaultCases = 600;
    private const int DeferPercent = 35;
    private const int MaxShown = 6;

    private static readonly ExecutorOptions Options = DifferentialTests.Unlimited with { IncrementalDelivery = true };

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Payloads_agree_with_the_reference_implementation(bool atOnce)
    {
        var seed = DifferentialTests.Seed();
        var cases = DifferentialTests.Setting("IBM_DIFFERENTIAL_CASES") ?? DefaultCases;
        await using var peer = await ReferencePeer.StartAsync(17);
        var differences = new List<string>();
        var (done, inParts, explained) = (0, 0, 0);
        for (var round = 0; done < cases; round++)
        {
            var chance = new Chance(unchecked(seed + (round * 7919)));
            var sdl = new RandomSchema(chance).Sdl();
            var schema = DynamicSchema.Parse(sdl);
            var rows = new RandomData(schema, chance).Rows();
            var executor = new GraphQLExecutor(DynamicSchema.Bind(sdl, schema, rows, chance, atOnce), Options);
            var requests = Enumerable.Range(0, Math.Min(CasesPerSchema, cases - done)).Select(_ => new RandomRequest(schema, chance, DeferPercent).Make()).ToList();
            var answers = await peer.AskAsync(sdl + IncrementalDirectives.Definitions.Aggregate("", (text, d) => $"{text}\n{d}"), rows, requests);
            for (var i = 0; i < requests.Count; i++)
            {
                if (answers[i].Payloads is { Count: > 0 }) inParts++;
                if (await DifferenceAsync(executor, requests[i], answers[i], atOnce) is not { } difference) continue;
                if (KnownDifferences.Explain(17, answers[i], difference) is not null) explained++;
                else differences.Add($"IBM_SEED={seed} round {round}: {difference}\n{requests[i].Query}\n{requests[i].Variables}\n{sdl}");
            }

            done += requests.Count;
        }

        output.WriteLine($"graphql 17, IBM_SEED={seed}: {done} cases, {inParts} answered in parts, {explained} known differences.");
        Assert.True(differences.Count == 0, $"{differences.Count} of {done} cases differ.\n{string.Join("\n\n", differences.Take(MaxShown))}");
        Assert.True(inParts > done / 10, $"Only {inParts} of {done} cases were answered in parts.");
    }

    private static async Task<string?> DifferenceAsync(GraphQLExecutor executor, DifferentialCase request, PeerAnswer theirs, bool atOnce)
    {
        var ours = await PayloadsAsync(executor, request);
        var phase = DifferentialTests.Phase(ours[0]);
        if (phase != theirs.Phase) return $"ours came to {phase}, theirs to {theirs.Phase}. Ours: {DifferentialTests.Messages(ours[0])} Theirs: {theirs.Message}";
        if (phase != "executed") return null;
        if (theirs.Payloads is not { Count: > 0 } payloads)
        {
            if (ours.Count > 1) return $"ours came in {ours.Count} payloads, theirs whole.";
            return AnswerComparison.Difference(ours[0].GetProperty("data"), theirs.Data);
        }

        if (ours.Count == 1) return $"ours came whole, theirs in {payloads.Count} payloads.";
        if (Difference(new MergedAnswer(ours), new MergedAnswer(payloads), ours, payloads) is { } merged) return merged;
        if (!atOnce) return null;
        var (ourSteps, theirSteps) = (PayloadComparison.Steps(ours), PayloadComparison.Steps(payloads));
        var difference = ourSteps.Count != theirSteps.Count
            ? $"ours came in {ours.Count} payloads, theirs in {payloads.Count}."
            : ourSteps.Zip(theirSteps).Select((p, i) => PayloadComparison.Difference(p.First, p.Second, $"payload {i}")).FirstOrDefault(d => d is not null);
        return difference is null ? null : $"{difference}\n{Show(ours)}\n{Show(payloads)}";
    }

    private static async Task<IReadOnlyList<JsonElement>> PayloadsAsync(GraphQLExecutor executor, DifferentialCase request)
    {
        var payloads = new List<JsonElement>();
        var buffer = new ArrayBufferWriter<byte>();
        var asked = new GraphQLRequest { Query = request.Query, OperationName = request.OperationName, VariablesUtf8 = Encoding.UTF8.GetBytes(request.Variables) };
        using var answer = await executor.ExecuteIncrementallyAsync(asked, new RequestContext { TraceId = "t" }, buffer, TestContext.Current.CancellationToken);
        while (true)
        {
            payloads.Add(JsonSerializer.Deserialize<JsonElement>(buffer.WrittenSpan));
            buffer.ResetWrittenCount();
            if (!answer.HasNext) return payloads;
            await answer.WriteNextAsync(buffer);
        }
    }

    private static string? Difference(MergedAnswer ours, MergedAnswer theirs, IReadOnlyList<JsonElement> ourPayloads, IReadOnlyList<JsonElement> theirPayloads)
    {
        var what = !JsonNode.DeepEquals(ours.Data, theirs.Data) ? $"data: ours {ours.Data?.ToJsonString()}, theirs {theirs.Data?.ToJsonString()}"
            : !Same(ours.Failed, theirs.Failed) ? $"failed: ours {string.Join("; ", ours.Failed)}, theirs {string.Join("; ", theirs.Failed)}"
            : !Same(Places(ours), Places(theirs)) ? $"errors: ours {string.Join("; ", Places(ours))}, theirs {string.Join("; ", Places(theirs))}"
            : null;
        return what is null ? null : $"{what}\n{Show(ourPayloads)}\n{Show(theirPayloads)}";
    }

    private static IReadOnlyList<string> Places(MergedAnswer answer) => AnswerComparison.Places(
        JsonSerializer.SerializeToElement(answer.Data), answer.Errors.Select(e => JsonSerializer.Deserialize<JsonElement>(e)));

    private static bool Same(IEnumerable<string> ours, IEnumerable<string> theirs) =>
        ours.Order(StringComparer.Ordinal).SequenceEqual(theirs.Order(StringComparer.Ordinal));

    private static string Show(IReadOnlyList<JsonElement> payloads) => string.Join("\n", payloads.Select(p => $"  {p.GetRawText()}"));
}
