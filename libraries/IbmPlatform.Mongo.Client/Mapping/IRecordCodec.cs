namespace IbmPlatform.Mongo.Client.Mapping;

/// <summary>A codec that finds its members' codecs in a second step, so that types may hold themselves.</summary>
internal interface IRecordCodec
{
    void Complete();
}
