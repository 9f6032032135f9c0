using System.Buffers;
using IbmPlatform.GraphQL.Execution.Incremental;

namespace IbmPlatform.GraphQL.Execution.Running;

/// <summary>Writes completed groups depth first into the response; finds on the way what is left to deliver later, where that is asked for.</summary>
internal readonly struct ResponseWriter(Utf8JsonBuffer buffer, IBufferWriter<byte> output, FoundWork? work = null)
{
    public void WriteObject(ObjectGroup group, int row, DeliveryScope? outer = null)
    {
        var defer = work is null ? null : group.Plan.Defer;
        var scope = defer is null ? outer : FoundWork.Enter(defer, group, row, outer);
        output.Write("{"u8);
        foreach (var column in group.Columns)
        {
            output.Write(column!.Plan.Prefix);
            WriteNode(column, row, scope);
        }

        output.Write("}"u8);
        if (defer is not null) work!.Leave(defer, group, row, scope!);
    }

    public void WriteNode(FieldColumn column, int index, DeliveryScope? scope)
    {
        var node = column[index];
        switch (node.Kind)
        {
            case ResultKind.Bytes:
                output.Write(buffer.Slice(node.A, node.B));
                break;
            case ResultKind.Object:
                WriteObject(column.Children![node.A], node.B, scope);
                break;
            case ResultKind.List:
                output.Write("["u8);
                for (var i = 0; i < node.B; i++)
                {
                    if (i > 0) output.Write(","u8);
                    WriteNode(column, node.A + i, scope);
                }

                output.Write("]"u8);
                if (column.Streams is not null && column.Streams.TryGetValue(index, out var stream)) work!.Add(stream);
                break;
            default:
                output.Write("null"u8);
                break;
        }
    }
}
