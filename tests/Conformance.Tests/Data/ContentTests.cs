using IbmPlatform.Funding.Contracts;
using IbmPlatform.Projects.Contracts;
using IbmPlatform.Stakeholders.Contracts;
using IbmPlatform.Values;

namespace IbmPlatform.Conformance.Tests.Data;

/// <summary>What a reader of the five documents finds, checked against what was read off them.</summary>
public sealed class ContentTests
{
    [Fact]
    public void Nine_projects_stand_in_ten_mentions()
    {
        Assert.Equal(
            ["bomca-9", "eap-ibm-cb", "eap-ibm-fit", "ge-az-ibm", "ibm-loc-cap", "mibma", "sahel-border-communities", "silk-routes-ibm", "tunisia-ibm"],
            DataSet.Projects.Select(project => project.Slug));
        Assert.Equal(10, DataSet.Projects.Sum(project => Own(project).Count()));
        Assert.Equal(2, Own(DataSet.Project("bomca-9")).Count());
    }

    [Fact]
    public void Bomca_9_has_its_budget_period_and_share_with_the_conflicting_claim_beside_it()
    {
        var project = DataSet.Project("bomca-9");
        Assert.Equal(new Period(PartialDate.Parse("2015-06-15"), PartialDate.Parse("2018-06-14"), 36), project.Period);
        Assert.Equal(project.Period!.Start!.Value.EndAfterMonths(36), project.Period.End);
        Assert.Equal(["period.start", "period.end"], project.Conflicts.Where(conflict => conflict.Rule == ConflictRule.MorePrecise).Select(conflict => conflict.Field));
        var end = project.Claims.Single(claim => claim.Field == "period.end" && claim.Followed);
        Assert.Equal(ClaimKind.Derived, end.Kind);
        Assert.Equal(["period.start", "period.durationMonths"], end.DerivedFrom.Select(id => project.Claims.Single(claim => claim.Id == id).Field));

        Assert.Equal(new Money(4_954_785m, "EUR"), DataSet.Budgets.Single(budget => budget.Project == project.Id).Amount);
        var contribution = Assert.Single(DataSet.Contributions, line => line.Project == project.Id);
        Assert.Equal((90.9m, "budget/bomca-9/total", (Money?)null), (contribution.SharePercent, contribution.ShareOf, contribution.Amount));
        var conflict = Assert.Single(contribution.Conflicts);
        Assert.Equal(("sharePercent", ConflictRule.MorePrecise), (conflict.Field, conflict.Rule));
        Assert.Equal(["90.9", "100"], conflict.Claims.Select(id => contribution.Claims.Single(claim => claim.Id == id).Value));
    }

    [Fact]
    public void Fit_ran_for_24_and_6_months_on_seven_themes_of_which_one_is_horizontal()
    {
        var project = DataSet.Project("eap-ibm-fit");
        Assert.Equal(new Period(PartialDate.Parse("2011-01-01"), PartialDate.Parse("2013-06-30"), 24, 6), project.Period);
        Assert.Equal(Enumerable.Range(1, 7), project.Themes.Select(theme => theme.Number!.Value));
        Assert.Equal("thematic-area/anti-corruption", Assert.Single(project.Themes, theme => theme.Horizontal).ThematicArea);
        Assert.Equal((6, 7, 5), (project.Objectives.Count(objective => !objective.Overall), project.Results.Count, project.Requirements.Count));
    }

    [Fact]
    public void Armenia_has_three_projects() =>
        Assert.Equal(["eap-ibm-cb", "eap-ibm-fit", "mibma"], ProjectsIn("AM"));

    [Theory]
    [InlineData("AZ", 3)]
    [InlineData("GE", 3)]
    [InlineData("BY", 2)]
    [InlineData("TR", 1)]
    [InlineData("KZ", 1)]
    [InlineData("ML", 1)]
    [InlineData("IQ", 1)]
    [InlineData("JP", 0)]
    public void A_country_has_as_many_projects_as_documents_name_it_for(string code, int count) => Assert.Equal(count, ProjectsIn(code).Count());

    [Fact]
    public void Frontex_leads_one_project() =>
        Assert.Equal("project/eap-ibm-cb", Assert.Single(With("organisation/frontex", ParticipationRole.Lead)).Project);

    [Fact]
    public void Japan_funds_one_project()
    {
        Assert.Equal("project/sahel-border-communities", Assert.Single(With("organisation/government-of-japan", ParticipationRole.Donor)).Project);
        Assert.Equal("country/JP", DataSet.Organisations.Single(organisation => organisation.Id == "organisation/government-of-japan").Country);
    }

    [Fact]
    public void Tunisias_project_has_two_donors() =>
        Assert.Equal(
            ["organisation/european-union", "organisation/switzerland"],
            DataSet.Contributions.Where(line => line.Project == "project/tunisia-ibm").Select(line => line.Donor));

    [Fact]
    public void Donors_take_part_as_donors_and_contribute()
    {
        static IEnumerable<string> Sorted(IEnumerable<(string Project, string? Donor)> pairs) => pairs.Select(pair => $"{pair.Project} {pair.Donor}").Order(StringComparer.Ordinal);
        Assert.Equal(
            Sorted(DataSet.Participations.Where(part => part.Role == ParticipationRole.Donor).Select(part => (part.Project, part.Organisation))),
            Sorted(DataSet.Contributions.Select(line => (line.Project, line.Donor))));
    }

    [Fact]
    public void Money_is_stated_for_two_projects_only()
    {
        Assert.Equal(new Money(12_000_000m, "EUR"), Assert.Single(DataSet.Contributions, line => line.Amount is not null).Amount);
        Assert.Equal(["project/bomca-9", "project/silk-routes-ibm"], DataSet.Contributions.Where(HasMoney).Select(line => line.Project));
    }

    [Fact]
    public void Silk_routes_has_no_implementing_partner_and_says_why()
    {
        Assert.Equal(ParticipationRole.Donor, Assert.Single(DataSet.Participations, part => part.Project == "project/silk-routes-ibm").Role);
        var claim = Assert.Single(Assert.Single(DataSet.ParticipationClaims, claims => claims.Project == "project/silk-routes-ibm").Claims);
        Assert.Equal((ClaimKind.EmptyHeading, (string?)null, "Implementing partner"), (claim.Kind, claim.Value, Assert.Single(claim.Sources).Quote));
    }

    [Fact]
    public void The_same_body_under_several_labels_is_one_organisation()
    {
        var union = DataSet.Organisations.Single(organisation => organisation.Id == "organisation/european-union");
        Assert.Superset(new HashSet<string> { "European Commission", "European Commission (ENPI)", "European Union (IPA-I)" }, union.Aliases.ToHashSet());
        Assert.Contains("Stat Border Guard of Latvia", DataSet.Organisations.Single(organisation => organisation.Country == "country/LV").Aliases);
        Assert.Contains("Liptakoa-Gourma", DataSet.BorderAreas.Single(area => area.Id == "border-area/liptako-gourma").Aliases);
    }

    [Fact]
    public void A_derived_end_follows_from_start_and_months()
    {
        var derived = DataSet.Projects.Where(project => project.Period is { Start: not null, End: not null, DurationMonths: not null }).ToList();
        Assert.Equal(7, derived.Count);
        Assert.All(derived, project => Assert.Equal(
            project.Period!.Start!.Value.EndAfterMonths(project.Period.DurationMonths!.Value + (project.Period.ExtensionMonths ?? 0)), project.Period.End));
    }

    [Fact]
    public void A_region_and_a_border_that_no_document_lists_countries_for_has_none()
    {
        Assert.Empty(DataSet.Regions.Single(region => region.Id == "region/western-balkans").Countries);
        Assert.All(DataSet.Borders, border =>
        {
            Assert.Equal(2, border.Countries.Count);
            Assert.Equal($"border/{string.Join('-', border.Countries.Select(country => country[8..]))}", border.Id);
        });
    }

    private static IEnumerable<string> ProjectsIn(string code) =>
        DataSet.Projects.Where(project => project.Countries.Any(country => country.Country == $"country/{code}")).Select(project => project.Slug);

    private static IEnumerable<Participation> With(string organisation, ParticipationRole role) =>
        DataSet.Participations.Where(part => part.Organisation == organisation && part.Role == role);

    private static bool HasMoney(Contribution line) => line.Amount is not null || line.SharePercent is not null;

    // A document mentions a project where it gives its overall objective: each of the ten mentions does.
    private static IEnumerable<string> Own(Project project) => project.Claims
        .Where(claim => claim.Field == "objectives[overall]")
        .SelectMany(claim => claim.Sources).Select(source => source.Document).Distinct();
}
