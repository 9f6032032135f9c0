using System.Diagnostics.CodeAnalysis;
using Xunit;

namespace IbmPlatform.Testing;

/// <summary>What a test needs of its surroundings.</summary>
public static class Requirement
{
    /// <summary>Whether everything has to be there.</summary>
    public static bool IsCi => Environment.GetEnvironmentVariable("CI") == "true";

    /// <summary>Skips the calling test with the reason; in CI its absence is a failure.</summary>
    [DoesNotReturn]
    public static void Absent(string reason)
    {
        if (IsCi)
            Assert.Fail(reason);
        Assert.Skip(reason);
    }
}
