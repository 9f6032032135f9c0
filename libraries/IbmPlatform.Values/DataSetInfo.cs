namespace IbmPlatform.Values;

/// <summary>What <c>data/dataset.json</c> says about the data set as a whole.</summary>
/// <param name="Version">Semantic version of the compilation.</param>
/// <param name="Date">The instant that records loaded from it carry as created.</param>
/// <param name="Title">Its name.</param>
/// <param name="Licence">SPDX identifier of the compilation's licence.</param>
/// <param name="LicenceNote">What the licence does not cover.</param>
public sealed record DataSetInfo(string Version, DateTimeOffset Date, string Title, string Licence, string LicenceNote);
