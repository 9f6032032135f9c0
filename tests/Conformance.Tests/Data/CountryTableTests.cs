using System.Diagnostics;
using IbmPlatform.Countries.Contracts;
using IbmPlatform.Testing;

namespace IbmPlatform.Conformance.Tests.Data;

public sealed class CountryTableTests
{
    [Fact]
    public async Task The_script_makes_the_same_tables_again()
    {
        var table = SharedFiles.Require("countries/country-codes.csv");
        var target = Directory.CreateTempSubdirectory("ibm-countries-");
        try
        {
            await Make(table, target.FullName);
            foreach (var name in new[] { "countries.json", "regions.json" })
                Assert.Equal(File.ReadAllText(Path.Combine(target.FullName, name)), File.ReadAllText(RepositoryRoot.Combine("data", "reference", name)));
        }
        finally
        {
            target.Delete(recursive: true);
        }
    }

    [Fact]
    public void Every_country_has_its_codes_and_its_name_in_english_french_and_russian()
    {
        Assert.Equal(249, DataSet.Countries.Count);
        Assert.All(DataSet.Countries, country =>
        {
            Assert.Matches("^[A-Z]{2}$", country.Code);
            Assert.Equal($"country/{country.Code}", country.Id);
            Assert.Matches("^[A-Z]{3}$", country.Alpha3);
            Assert.Matches("^[0-9]{3}$", country.M49);
            Assert.Equal("en", country.Name.Translations[0].Language);
            Assert.Contains(country.Name.Translations, name => name.Language == "fr");
        });
        string[] withoutRussian = ["AQ", "AX", "CC"];
        Assert.Equal(withoutRussian, DataSet.Countries.Where(country => country.Name.Translations.All(name => name.Language != "ru")).Select(country => country.Code));
    }

    [Fact]
    public void Armenia_is_named_in_six_languages()
    {
        var armenia = DataSet.Countries.Single(country => country.Code == "AM");
        Assert.Equal(
            [("en", "Armenia"), ("fr", "Arménie"), ("ru", "Армения"), ("es", "Armenia"), ("ar", "أرمينيا"), ("zh", "亚美尼亚")],
            armenia.Name.Translations.Select(name => (name.Language, name.Text)));
        Assert.Equal(("ARM", "051", "142", "145"), (armenia.Alpha3, armenia.M49, armenia.M49Region, armenia.M49Subregion));
    }

    [Fact]
    public void A_un_region_has_the_countries_that_name_it()
    {
        var subregion = DataSet.UnRegions.Single(region => region.Code == "143");
        Assert.Equal(RegionKind.Geographic, subregion.Kind);
        Assert.Equal(
            DataSet.Countries.Where(country => country.M49Subregion == "143").Select(country => country.Id), subregion.Countries);
        Assert.Equal(["country/KG", "country/KZ", "country/TJ", "country/TM", "country/UZ"], subregion.Countries);
    }

    private static async Task Make(string table, string target)
    {
        string[] arguments = [RepositoryRoot.Combine("data", "reference", "make-countries.py"), table, target];
        System.Diagnostics.Process? python;
        try
        {
            python = System.Diagnostics.Process.Start(new ProcessStartInfo("python3", arguments) { RedirectStandardError = true });
        }
        catch (System.ComponentModel.Win32Exception) when (Environment.GetEnvironmentVariable("CI") != "true")
        {
            Assert.Skip("python3 is not installed: the tables cannot be made again to compare.");
            return;
        }
        using (python)
        {
            var error = await python!.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
            await python.WaitForExitAsync(TestContext.Current.CancellationToken);
            Assert.True(python.ExitCode == 0, error);
        }
    }
}
