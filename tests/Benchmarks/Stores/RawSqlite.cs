using System.Buffers.Binary;
using Microsoft.Data.Sqlite;

namespace IbmPlatform.Benchmarks.Stores;

/// <summary>The same rows in SQLite with nothing around it but ADO.NET: a table with a unique key, one index table, synchronous=FULL.</summary>
internal sealed class RawSqlite : IDisposable
{
    private readonly SqliteConnection connection;
    private readonly SqliteCommand row;
    private readonly SqliteCommand index;
    private readonly SqliteCommand read;

    public RawSqlite(string path)
    {
        connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ToString());
        connection.Open();
        foreach (var sql in (string[])["PRAGMA journal_mode=WAL", "PRAGMA synchronous=FULL",
            "CREATE TABLE d(id INTEGER PRIMARY KEY, key BLOB NOT NULL UNIQUE, doc BLOB NOT NULL, sum INTEGER NOT NULL)",
            "CREATE TABLE i(key BLOB NOT NULL, id INTEGER NOT NULL, PRIMARY KEY(key, id)) WITHOUT ROWID"])
        {
            using var command = Command(sql);
            command.ExecuteNonQuery();
        }

        row = Command("INSERT INTO d(id, key, doc, sum) VALUES($id, $key, $doc, 0)", "$id", "$key", "$doc");
        index = Command("INSERT INTO i(key, id) VALUES($key, $id)", "$key", "$id");
        read = Command("SELECT doc FROM d WHERE key=$key", "$key");
    }

    /// <summary>Rows in one transaction that is on the disk when this returns.</summary>
    public void Insert(int from, int count, byte[] document)
    {
        using var transaction = connection.BeginTransaction();
        row.Transaction = index.Transaction = transaction;
        for (var n = from; n < from + count; n++)
        {
            var key = Key(n);
            row.Parameters[0].Value = n;
            row.Parameters[1].Value = key;
            row.Parameters[2].Value = document;
            row.ExecuteNonQuery();
            index.Parameters[0].Value = key;
            index.Parameters[1].Value = n;
            index.ExecuteNonQuery();
        }

        transaction.Commit();
        row.Transaction = index.Transaction = null;
    }

    public byte[] Read(int n)
    {
        read.Parameters[0].Value = Key(n);
        using var reader = read.ExecuteReader();
        return reader.Read() ? reader.GetFieldValue<byte[]>(0) : throw new InvalidOperationException($"Row {n} is not there.");
    }

    public void Dispose()
    {
        row.Dispose();
        index.Dispose();
        read.Dispose();
        connection.Dispose();
    }

    private static byte[] Key(int n)
    {
        var key = new byte[5];
        BinaryPrimitives.WriteInt32BigEndian(key, n);
        return key;
    }

    private SqliteCommand Command(string sql, params string[] parameters)
    {
        var command = connection.CreateCommand();
#pragma warning disable CA2100 // The texts are this file's constants.
        command.CommandText = sql;
#pragma warning restore CA2100
        foreach (var parameter in parameters)
            command.Parameters.Add(new SqliteParameter(parameter, null));
        if (parameters.Length > 0)
            command.Prepare();
        return command;
    }
}
