namespace Turnstone.Sql.Statements;

using System.Collections.Immutable;
using Turnstone.Sql.Queries;
using Turnstone.Sql.Syntax;

/// <summary><c>ALTER TABLESPACE name {SET | RESET} (…)</c></summary>
public sealed record AlterTablespace(StatementSlice Slice, TextSpan Span, Identifier Name, bool IsReset, ImmutableArray<StorageOption> Options) : Statement(Slice, Span)
{
    internal sealed class Parser() : StatementParser("ALTER TABLESPACE")
    {
        public override Statement? Read(SyntaxReader reader)
        {
            var start = reader.Start;
            reader.Expect("ALTER", "TABLESPACE");
            var name = reader.ColId();
            if (reader.Word is "RENAME" or "OWNER")
            {
                return null;
            }

            var isReset = reader.ExpectOneOf("SET", "RESET") == "RESET";
            var options = StorageOption.Parser.ReadAll(reader);
            return new AlterTablespace(reader.Slice, reader.SpanFrom(start), name, isReset, options);
        }
    }
}
