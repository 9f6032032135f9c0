using System.Buffers;

namespace IbmPlatform.GraphQL.Execution.Running;

/// <summary>Writes completed groups depth first into the response.</summary>
internal readonly struct ResponseWriter(Utf8JsonBuffer buffer, IBufferWriter<byte> output)
{
    public void WriteObject(ObjectGroup group, int row)
    {
        output.Write("{"u8);
        foreach (var column in group.Columns)
        {
            output.Write(column!.Plan.Prefix);
            WriteNode(column, row);
        }

        output.Write("}"u8);
    }

    private void WriteNode(FieldColumn column, int index)
    {
        var node = column[index];
        switch (node.Kind)
        {
            case ResultKind.Bytes:
                output.Write(buffer.Slice(node.A, node.B));
                break;
            case ResultKind.Object:
                WriteObject(column.Children![node.A], node.B);
                break;
            case ResultKind.List:
                output.Write("["u8);
                for (var i = 0; i < node.B; i++)
                {
                    if (i > 0) output.Write(","u8);
                    WriteNode(column, node.A + i);
                }

                output.Write("]"u8);
                break;
            default:
                output.Write("null"u8);
                break;
        }
    }
}
