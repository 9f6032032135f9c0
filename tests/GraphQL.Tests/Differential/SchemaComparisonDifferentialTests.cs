using System.Text.Json;
using IbmPlatform.GraphQL.Language;
using IbmPlatform.GraphQL.Types;
using IbmPlatform.GraphQL.Types.Comparison;

namespace IbmPlatform.GraphQL.Tests.Differential;

/// <summary>
/// Pairs of random schemas: this comparison and the reference implementation's find the same changes at the same coordinates, and weigh them
/// alike. IBM_SEED repeats a run, IBM_DIFFERENTIAL_CASES makes it longer.
/// </summary>
public sealed class SchemaComparisonDifferentialTests(ITestOutputHelper output)
{
    private const int DefaultCases = 300;
    private const int MaxShown = 5;

    // What only this comparison tells: the reference implementation looks at no roots, no @oneOf, no @deprecated.
    private static readonly HashSet<SchemaChangeKind> Ours =
    [
        SchemaChangeKind.RootTypeAdded, SchemaChangeKind.RootTypeChanged, SchemaChangeKind.RootTypeRemoved, SchemaChangeKind.OneOfAdded,
        SchemaChangeKind.OneOfRemoved, SchemaChangeKind.SpecifiedByChanged, SchemaChangeKind.DescriptionChanged, SchemaChangeKind.DeprecationAdded,
        SchemaChangeKind.DeprecationRemoved, SchemaChangeKind.DeprecationReasonChanged,
    ];

    [Fact]
    public async Task Changes_agree_with_the_reference_implementation()
    {
        var cases = DifferentialTests.Setting("IBM_DIFFERENTIAL_CASES") ?? DefaultCases;
        var seed = DifferentialTests.Seed();
        await using var peer = await ReferencePeer.StartAsync(17);
        var differences = new List<string>();
        var kinds = new SortedDictionary<string, int>(StringComparer.Ordinal);
        for (var round = 0; round < cases; round++)
        {
            var chance = new Chance(unchecked(seed + (round * 7919)));
            var before = Random(chance);
            var after = new SchemaMutation(chance).Apply(chance.Percent(20) ? Random(chance) : before);
            var (beforeText, afterText) = (Printer.Print(before), Printer.Print(after));
            var ours = SchemaComparison.Compare(Read(beforeText), Read(afterText)).Where(change => !Ours.Contains(change.Kind)).Select(Line).Order(StringComparer.Ordinal).ToList();
            var theirs = (await peer.CompareAsync(beforeText, afterText)).Select(Line).Order(StringComparer.Ordinal).ToList();
            foreach (var line in theirs) kinds[Kind(line)] = kinds.GetValueOrDefault(Kind(line)) + 1;
            if (!ours.SequenceEqual(theirs))
                differences.Add($"IBM_SEED={seed} round {round}:\nonly ours: {Only(ours, theirs)}\nonly theirs: {Only(theirs, ours)}\n{beforeText}\n---\n{afterText}");
        }

        output.WriteLine($"graphql 17, IBM_SEED={seed}: {cases} pairs of schemas; {string.Join(", ", kinds.Select(kind => $"{kind.Value} {kind.Key}"))}.");
        Assert.True(differences.Count == 0, $"{differences.Count} of {cases} pairs differ.\n{string.Join("\n\n", differences.Take(MaxShown))}");
        // Every kind that both know must come up, or the run proves less than it says; a short one of a seed of one's own may miss the rare ones.
        if (DifferentialTests.Setting("IBM_SEED") is not null || cases < DefaultCases) return;
        var expected = Enum.GetValues<SchemaChangeKind>().Where(kind => !Ours.Contains(kind)).Select(Name);
        Assert.Empty(expected.Except(kinds.Keys));
    }

    private static DocumentNode Random(Chance chance) =>
        Parser.ParseDocument(new RandomSchema(chance).Sdl() + (chance.Percent(80) ? SchemaMutation.Spares : ""));

    // Not validated: what changes at random may contradict an interface, which neither comparison looks at.
    private static Schema Read(string sdl) => Schema.FromDocument(Parser.ParseDocument(sdl), validate: false);

    // An argument that must be given since its default is gone refuses operations that were valid: breaking here, dangerous there.
    private static string Line(SchemaChange change) => $"{Name(change.Kind)} {(IsDefault(change.Kind) ? "DANGEROUS" : change.Severity.ToString().ToUpperInvariant())} {change.Coordinate}";

    private static string Line(PeerChange change) => $"{change.Kind} {change.Severity} {change.Coordinate}";

    private static bool IsDefault(SchemaChangeKind kind) => kind is SchemaChangeKind.ArgDefaultValueChange or SchemaChangeKind.InputFieldDefaultValueChange;

    private static string Name(SchemaChangeKind kind) => JsonNamingPolicy.SnakeCaseUpper.ConvertName(kind.ToString());

    private static string Kind(string line) => line[..line.IndexOf(' ', StringComparison.Ordinal)];

    private static string Only(IEnumerable<string> these, IReadOnlyList<string> those) => string.Join("; ", these.Except(those));
}
