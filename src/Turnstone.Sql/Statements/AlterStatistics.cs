namespace Turnstone.Sql.Statements;

using Turnstone.Sql.Syntax;
using Turnstone.Sql.TableActions;

/// <summary><c>ALTER STATISTICS s SET STATISTICS number</c></summary>
/// <param name="Target">As it stands; none of DEFAULT.</param>
public sealed record AlterStatistics(StatementSlice Slice, TextSpan Span, bool IfExists, ObjectName Name, TextSpan? Target) : Statement(Slice, Span)
{
    internal sealed class Parser() : StatementParser("ALTER STATISTICS")
    {
        public override Statement? Read(SyntaxReader reader)
        {
            var start = reader.Start;
            reader.Expect("ALTER", "STATISTICS");
            var ifExists = reader.Take("IF", "EXISTS");
            var name = reader.AnyName();
            if (reader.Error is null && (reader.Word is "RENAME" or "OWNER" || reader.Is("SET", "SCHEMA")))
            {
                return null;
            }

            reader.Expect("SET", "STATISTICS");
            var target = SetStatistics.Parser.ReadTarget(reader);
            return new AlterStatistics(reader.Slice, reader.SpanFrom(start), ifExists, name, target);
        }
    }
}
