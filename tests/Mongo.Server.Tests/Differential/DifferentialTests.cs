using System.Globalization;
using IbmPlatform.Mongo.Client;
using IbmPlatform.Mongo.Protocol;

namespace IbmPlatform.Mongo.Server.Tests.Differential;

/// <summary>
/// Random filters, sorts, projections, updates and pipelines, answered by the server and by mingo. IBM_DIFFERENTIAL_CASES
/// sets how many, IBM_SEED which; a long run without a seed takes a new one, the slice always the same.
/// </summary>
public sealed class DifferentialTests(ITestOutputHelper output)
{
    private const int SliceSeed = 20_261_122;
    private const int CasesPerRound = 40;
    private const int DocumentsPerRound = 14;

    [Fact]
    public async Task Random_cases_are_answered_as_by_an_independent_implementation()
    {
        var (cases, seed) = (Setting("IBM_DIFFERENTIAL_CASES"), Setting("IBM_SEED"));
        seed ??= cases is null ? SliceSeed : Random.Shared.Next();
        cases ??= 1500;
        output.WriteLine($"{cases} cases, IBM_SEED={seed}");
        await using var mingo = await MingoProcess.Start();
        await using var server = ServerFixture.Start();
        var differences = new List<string>();
        var known = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var round = 0; round * CasesPerRound < cases; round++)
        {
            foreach (var difference in await new DifferentialRound(server, mingo, new CaseGenerator(new Random(seed.Value + round))).Run(DocumentsPerRound, CasesPerRound))
            {
                if (KnownDifference.Of(difference) is { } listed)
                    known[listed.Name] = known.GetValueOrDefault(listed.Name) + 1;
                else
                    differences.Add($"seed {seed + round}: {difference}");
            }
        }

        foreach (var (name, count) in known)
            output.WriteLine($"{count} times the listed difference: {name}");
        Assert.True(differences.Count == 0, $"IBM_SEED={seed}: {differences.Count} of {cases} cases differ.\n{string.Join('\n', differences.Take(60))}");
        Assert.True(known.Values.Sum() < cases / 5, "the listed differences cover too much to prove anything");
    }

    private static int? Setting(string name) =>
        Environment.GetEnvironmentVariable(name) is { Length: > 0 } text ? int.Parse(text, CultureInfo.InvariantCulture) : null;
}
