namespace IbmPlatform.Values;

/// <summary>A point on WGS 84, in degrees.</summary>
public sealed record GeoPoint(double Latitude, double Longitude);
