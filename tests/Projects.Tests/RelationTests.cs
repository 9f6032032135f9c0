using System.Diagnostics;
using IbmPlatform.Countries.Contracts;
using IbmPlatform.Funding.Contracts;
using IbmPlatform.Stakeholders.Contracts;
using IbmPlatform.Values;

namespace IbmPlatform.Projects.Tests;

/// <summary>Projects chosen by what other services own, from their events.</summary>
public sealed class RelationTests(ProjectsHost host) : IClassFixture<ProjectsHost>
{
    private static readonly DateTimeOffset At = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task Events_of_others_in_any_order_and_twice_choose_the_same_projects()
    {
        var lead = Takes(1, "participation/a", "project/bomca-9", "organisation/x", ParticipationRole.Lead);
        var partner = Takes(2, "participation/b", "project/mibma", "organisation/x", ParticipationRole.Partner);
        var other = Takes(3, "participation/c", "project/mibma", "organisation/y", ParticipationRole.Donor);
        var gone = other with { Sequence = 4, Version = 2, Kind = ChangeKind.Deleted, State = null };
        await host.ReceiveAsync<ParticipationChanged>(gone, partner, lead, other, lead, partner);
        await host.ReceiveAsync<ContributionChanged>(Pays(1, "contribution/a", "project/mibma", "instrument/i"), Pays(2, "contribution/b", "project/bomca-9", null));
        await host.ReceiveAsync<RegionChanged>(new RegionChanged(
            "countries/region", 1, 1, "region/r", 1, At, null, ChangeKind.Created, [],
            new Region { Id = "region/r", Name = LocalizedText.Original("R"), Kind = RegionKind.Policy, Countries = ["country/TN"] }));

        await FindsAsync("""{ participations: { some: { organisation: { eq: "organisation/x" }, role: { eq: LEAD } } } }""", "project/bomca-9");
        await FindsAsync("""{ participations: { some: { organisation: { eq: "organisation/x" } } } }""", "project/bomca-9", "project/mibma");
        await FindsAsync("""{ participations: { some: {}, every: { role: { eq: PARTNER } } } }""", "project/mibma");
        await FindsAsync("""{ participations: { some: { organisation: { eq: "organisation/y" } } } }""");
        await FindsAsync("""{ participations: { some: {} }, instruments: { none: {} } }""", "project/bomca-9");
        await FindsAsync("""{ instruments: { some: { id: { eq: "instrument/i" } } } }""", "project/mibma");
        await FindsAsync("""{ participations: { some: {} }, instruments: { every: { id: { eq: "instrument/i" } } } }""", "project/bomca-9", "project/mibma");
        await FindsAsync("""{ participations: { some: {} }, instruments: { every: { id: { ne: "instrument/i" } } } }""", "project/bomca-9");
        await FindsAsync("""{ regions: { some: { id: { eq: "region/r" } } } }""", "project/tunisia-ibm");
    }

    /// <summary>The bus delivers in its own time: the answer must come, and soon.</summary>
    private async Task FindsAsync(string where, params string[] expected)
    {
        var watch = Stopwatch.StartNew();
        while (true)
        {
            var found = (await host.AskAsync($"{{ projects(where: {where}) {{ nodes {{ id }} }} }}")).At("projects", "nodes").Ids().ToList();
            if (found.SequenceEqual(expected) || watch.Elapsed > TimeSpan.FromSeconds(20))
            {
                Assert.Equal(expected, found);
                return;
            }
            await Task.Delay(50, TestContext.Current.CancellationToken);
        }
    }

    private static ParticipationChanged Takes(long sequence, string id, string project, string organisation, ParticipationRole role) => new(
        "stakeholders/participation", 1, sequence, id, 1, At, null, ChangeKind.Created, [],
        new Participation { Id = id, Project = project, Organisation = organisation, Role = role });

    private static ContributionChanged Pays(long sequence, string id, string project, string? instrument) => new(
        "funding/contribution", 1, sequence, id, 1, At, null, ChangeKind.Created, [],
        new Contribution { Id = id, Project = project, Instrument = instrument });
}
