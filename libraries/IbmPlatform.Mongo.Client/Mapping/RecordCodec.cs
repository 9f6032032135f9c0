using System.Collections.Concurrent;
using IbmPlatform.Mongo.Protocol;

namespace IbmPlatform.Mongo.Client.Mapping;

/// <summary>
/// A record as a document: constructor parameters and settable properties are its members. Elements that no member takes are
/// passed over, so that an older reader can read what a newer one wrote.
/// </summary>
internal sealed class RecordCodec<T> : Codec<T>, IDocumentCodec<T>, IRecordCodec
{
    // Slots are lent to one read at a time; a record within a record of the same type takes a second set.
    private readonly ConcurrentBag<Slot[]> slotSets = [];
    private MemberCodec<T>[] members = [];
    private MemberCodec<T>? id;
    private Func<Slot[], T> construct = null!;

    public void Complete()
    {
        var (constructor, found) = RecordShape.Of(typeof(T));
        members = [.. found.Select(m => (MemberCodec<T>)Codecs.Construct(
            typeof(MemberCodec<,>).MakeGenericType(typeof(T), m.Property.PropertyType), m.Property, m.Parameter))];
        var twice = members.GroupBy(m => m.Name).FirstOrDefault(g => g.Count() > 1);
        if (twice is not null)
            throw new MongoMappingException($"{typeof(T).Name} has two members for element '{twice.Key}'.");
        id = Array.Find(members, m => m.Name == "_id");
        construct = RecordShape.Compile(constructor, members);
    }

    public bool HasId(T value) => id is not null && !id.IsAbsent(value);

    public override T Read(in BsonReader reader) =>
        reader.Type == BsonType.Document ? ReadDocument(reader.GetNested()) : throw Mismatch(in reader, "a document");

    public override void Write(BsonWriter writer, string name, T value)
    {
        writer.StartDocument(name);
        WriteElements(writer, value);
        writer.End();
    }

    public void WriteElements(BsonWriter writer, T value)
    {
        // MongoDB keeps _id first whatever the order it is sent in.
        id?.Write(writer, value);
        foreach (var member in members)
        {
            if (!ReferenceEquals(member, id))
                member.Write(writer, value);
        }
    }

    public T ReadDocument(BsonReader reader)
    {
        if (!slotSets.TryTake(out var slots))
            slots = [.. members.Select(m => m.NewSlot())];
        try
        {
            var expected = 0;
            while (reader.Read())
            {
                var index = IndexOf(reader.Name, expected);
                if (index < 0)
                    continue;
                members[index].Read(in reader, slots[index]);
                expected = index + 1;
            }
            RequireAll(slots);
            return construct(slots);
        }
        finally
        {
            foreach (var slot in slots)
                slot.Clear();
            slotSets.Add(slots);
        }
    }

    /// <summary>Elements mostly stand in the members' order, so the search starts where the last one ended.</summary>
    private int IndexOf(ReadOnlySpan<byte> name, int expected)
    {
        for (var i = 0; i < members.Length; i++)
        {
            var index = (expected + i) % members.Length;
            if (name.SequenceEqual(members[index].NameUtf8))
                return index;
        }
        return -1;
    }

    private void RequireAll(Slot[] slots)
    {
        List<string>? missing = null;
        for (var i = 0; i < members.Length; i++)
        {
            // A property that no parameter sets keeps its initialiser, unless it is required.
            var needed = members[i].Parameter is not null || RecordShape.IsRequired(members[i].Property);
            if (!slots[i].Filled && needed && !members[i].TryDefault(slots[i]))
                (missing ??= []).Add(members[i].Name);
        }
        if (missing is not null)
        {
            throw new MongoMappingException(
                $"The document lacks {string.Join(", ", missing.Select(m => $"'{m}'"))}, which {typeof(T).Name} needs: make the member nullable or give it a default.");
        }
    }
}
