namespace IbmPlatform.Reports.Analytics;

/// <summary>What projects are divided by.</summary>
internal enum Dimension
{
    Country,
    Region,
    Donor,
    Instrument,
    Implementer,
    ThematicArea,
    Programme,
    StartYear,
    Year,
    Status,
}

/// <summary>What a row counts of a project that belongs to several rows.</summary>
internal enum Allocation
{
    Whole,
    StatedShares,
}
