using System.Globalization;

namespace IbmPlatform.Benchmarks.Engine;

/// <summary>The projects that all servers of the scenario answer from; made by rule, so that every run has the same.</summary>
internal static class EngineData
{
    private static readonly CountryRow[] Countries =
    [
        new("AM", "Armenia"), new("GE", "Georgia"), new("KG", "Kyrgyzstan"), new("TJ", "Tajikistan"), new("UZ", "Uzbekistan"), new("MD", "Moldova"),
    ];

    private static readonly string[] Subjects = ["Border crossing points", "Risk analysis", "Customs laboratories", "Document security", "Information exchange"];

    public static ProjectRow[] Projects(int count) => [.. Enumerable.Range(0, count).Select(Project)];

    private static ProjectRow Project(int i) => new(
        $"project/{i.ToString("D5", CultureInfo.InvariantCulture)}",
        $"{Subjects[i % Subjects.Length]} in {Countries[i % Countries.Length].Name}, phase {(i % 9) + 1}",
        i % 3 == 0 ? null : $"P{i}",
        $"Strengthens {Subjects[(i + 2) % Subjects.Length]} – \"équipement\" and training – along {i % 700} km of border.",
        (ProjectStatus)(i % 3),
        new PeriodRow($"20{(i % 20) + 10}-0{(i % 9) + 1}-01", i % 4 == 0 ? null : $"20{(i % 20) + 12}-1{i % 3}-28", 12 + (i % 48)),
        i % 5 == 0 ? null : new MoneyRow(1_000.5 + (i * 137), "EUR"),
        [.. Enumerable.Range(0, 1 + (i % 3)).Select(n => Organisation((i * 7) + n, n == 0))]);

    private static OrganisationRow Organisation(int i, bool isLead) => new(
        $"organisation/{i % 400}", $"Agency {i % 400} for migration and borders", isLead, Countries[i % Countries.Length]);
}

internal sealed record ProjectRow(
    string Id, string Name, string? Acronym, string Description, ProjectStatus Status, PeriodRow Period, MoneyRow? Budget, IReadOnlyList<OrganisationRow> Organisations);

internal sealed record PeriodRow(string Start, string? End, int Months);

internal sealed record MoneyRow(double Amount, string Currency);

internal sealed record OrganisationRow(string Id, string Name, bool IsLead, CountryRow Country);

internal sealed record CountryRow(string Code, string Name);

internal enum ProjectStatus
{
    Planned,
    Ongoing,
    Closed,
}
