using System.Globalization;

namespace IbmPlatform.Benchmarks.Stores;

/// <summary>How large the stores are that are measured, and where they are written.</summary>
/// <param name="Documents">Documents of the large collection that pages and starts are measured on.</param>
/// <param name="ScanMegabytes">The size of the collection that is scanned.</param>
/// <param name="Rounds">How often each pair is measured, ours and raw in turn.</param>
/// <param name="Directory">A directory of the disk to measure; a temporary one is made in it.</param>
/// <param name="Part">The only part to measure; all where empty.</param>
internal sealed record StoresOptions(int Documents, int ScanMegabytes, int Rounds, string Directory, string Part = "")
{
    private static readonly StoresOptions Full = new(1_000_000, 1024, 7, Path.GetTempPath());

    // Tells within a minute whether something went wrong by a factor; its figures are no result.
    private static readonly StoresOptions Quick = Full with { Documents = 50_000, ScanMegabytes = 64, Rounds = 3 };

    /// <exception cref="FormatException">An option is unknown or has no fit value.</exception>
    public static StoresOptions Parse(string[] args)
    {
        var options = args is ["--quick", "yes", ..] ? Quick : Full;
        for (var i = 0; i < args.Length; i += 2)
        {
            var value = i + 1 < args.Length ? args[i + 1] : "";
            options = args[i] switch
            {
                "--quick" when value == "yes" && i == 0 => options,
                "--documents" => options with { Documents = Number(args[i], value, least: 20_000) },
                "--scan-megabytes" => options with { ScanMegabytes = Number(args[i], value, least: 1) },
                "--rounds" => options with { Rounds = Number(args[i], value, least: 1) },
                "--part" when value is "single" or "many" or "large" or "scan" => options with { Part = value },
                "--directory" when System.IO.Directory.Exists(value) => options with { Directory = value },
                _ => throw new FormatException($"\"{args[i]} {value}\" is no option."),
            };
        }

        return options;
    }

    public bool Measures(string part) => Part.Length == 0 || Part == part;

    private static int Number(string name, string value, int least) =>
        int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least
            ? number
            : throw new FormatException($"{name} \"{value}\" is no number of at least {least}.");
}
