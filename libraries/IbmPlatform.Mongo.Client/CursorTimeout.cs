namespace IbmPlatform.Mongo.Client;

/// <summary>What timeoutMS limits where results are read in batches (client side operations timeout, timeoutMode).</summary>
public enum CursorTimeout
{
    /// <summary>Everything from the first command to the last document.</summary>
    Lifetime,
    /// <summary>Each round trip by itself: for results that are read for as long as it takes.</summary>
    Iteration,
}
