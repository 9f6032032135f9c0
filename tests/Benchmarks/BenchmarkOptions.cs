using System.Globalization;

namespace IbmPlatform.Benchmarks;

/// <summary>How long and how hard each target is loaded.</summary>
internal sealed record BenchmarkOptions(int Seconds = 15, int Clients = 16)
{
    /// <exception cref="FormatException">An option is unknown or is no positive number.</exception>
    public static BenchmarkOptions Parse(string[] args)
    {
        var options = new BenchmarkOptions();
        for (var i = 0; i < args.Length; i += 2)
        {
            var value = i + 1 < args.Length ? args[i + 1] : "";
            if (!int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number == 0)
                throw new FormatException($"{args[i]} \"{value}\" is no positive number.");
            options = args[i] switch
            {
                "--seconds" => options with { Seconds = number },
                "--clients" => options with { Clients = number },
                _ => throw new FormatException($"\"{args[i]}\" is no option."),
            };
        }
        return options;
    }
}
