namespace IbmPlatform.Mongo.Client.Connections;

/// <summary>What an option's value is.</summary>
internal enum OptionKind
{
    Text,
    Flag,
    Number,
    /// <summary>Items parted by commas.</summary>
    List,
    /// <summary><c>name:value</c> parted by commas.</summary>
    Pairs,
    /// <summary>Pairs, and the option may come several times, each a set.</summary>
    PairSets,
}
