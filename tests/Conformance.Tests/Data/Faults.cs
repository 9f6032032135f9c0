namespace IbmPlatform.Conformance.Tests.Data;

/// <summary>Fails a test with all faults at once, one a line.</summary>
internal static class Faults
{
    public static void None(IEnumerable<string> faults)
    {
        var found = faults.ToList();
        Assert.True(found.Count == 0, $"{found.Count} faults:\n{string.Join('\n', found)}");
    }
}
