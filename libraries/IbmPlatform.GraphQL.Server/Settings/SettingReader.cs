using System.Globalization;
using Microsoft.Extensions.Configuration;

namespace IbmPlatform.GraphQL.Server.Settings;

/// <summary>Reads numbers of a configuration section, and collects what is none.</summary>
internal sealed class SettingReader(IConfiguration configuration, string section)
{
    private readonly List<string> _faults = [];

    public int Whole(string name, int least, int absent)
    {
        var text = configuration[$"{section}:{name}"];
        if (text is null) return absent;
        if (int.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out var number) && number >= least) return number;
        _faults.Add($"{section}:{name} is \"{text}\"; expected a whole number from {least} on.");
        return absent;
    }

    public double Number(string name, double least, double absent)
    {
        var text = configuration[$"{section}:{name}"];
        if (text is null) return absent;
        if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) && number >= least) return number;
        _faults.Add(FormattableString.Invariant($"{section}:{name} is \"{text}\"; expected a number from {least} on."));
        return absent;
    }

    /// <exception cref="FormatException">Some settings were none.</exception>
    public void ThrowIfAny()
    {
        if (_faults.Count > 0) throw new FormatException(string.Join('\n', _faults));
    }
}
