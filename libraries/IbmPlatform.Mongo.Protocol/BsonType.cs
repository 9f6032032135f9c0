namespace IbmPlatform.Mongo.Protocol;

/// <summary>The type byte of a BSON element (bsonspec.org, version 1.1).</summary>
public enum BsonType : byte
{
    /// <summary>64-bit IEEE 754 binary floating point.</summary>
    Double = 0x01,
    /// <summary>UTF-8 string.</summary>
    String = 0x02,
    /// <summary>Embedded document.</summary>
    Document = 0x03,
    /// <summary>Array.</summary>
    Array = 0x04,
    /// <summary>Bytes with a subtype.</summary>
    Binary = 0x05,
    /// <summary>Undefined (deprecated).</summary>
    Undefined = 0x06,
    /// <summary>12-byte ObjectId.</summary>
    ObjectId = 0x07,
    /// <summary>Boolean.</summary>
    Boolean = 0x08,
    /// <summary>Milliseconds since the Unix epoch, UTC.</summary>
    DateTime = 0x09,
    /// <summary>Null.</summary>
    Null = 0x0A,
    /// <summary>Regular expression: pattern and options.</summary>
    Regex = 0x0B,
    /// <summary>DBPointer (deprecated).</summary>
    DbPointer = 0x0C,
    /// <summary>JavaScript code.</summary>
    JavaScript = 0x0D,
    /// <summary>Symbol (deprecated).</summary>
    Symbol = 0x0E,
    /// <summary>JavaScript code with scope (deprecated).</summary>
    JavaScriptWithScope = 0x0F,
    /// <summary>32-bit integer.</summary>
    Int32 = 0x10,
    /// <summary>Timestamp of the replication protocol.</summary>
    Timestamp = 0x11,
    /// <summary>64-bit integer.</summary>
    Int64 = 0x12,
    /// <summary>IEEE 754-2008 128-bit decimal.</summary>
    Decimal128 = 0x13,
    /// <summary>Compares above everything.</summary>
    MaxKey = 0x7F,
    /// <summary>Compares below everything.</summary>
    MinKey = 0xFF,
}
