namespace Turnstone.Sql.Statements;

using Turnstone.Sql.Clauses;
using Turnstone.Sql.Syntax;

/// <summary><c>ALTER DATABASE name {SET … | RESET …}</c></summary>
public sealed record AlterDatabaseSetting(StatementSlice Slice, TextSpan Span, Identifier Name, SettingChange Change) : Statement(Slice, Span)
{
    internal sealed class Parser() : StatementParser("ALTER DATABASE")
    {
        public override Statement? Read(SyntaxReader reader)
        {
            var start = reader.Start;
            reader.Expect("ALTER", "DATABASE");
            var name = reader.ColId();
            if (reader.Word is not ("SET" or "RESET") || reader.IsAhead(1, "TABLESPACE") && SyntaxReader.IsColId(reader.Ahead(2)))
            {
                return null;
            }

            var change = SettingChange.Parser.ReadSetOrReset(reader);
            return new AlterDatabaseSetting(reader.Slice, reader.SpanFrom(start), name, change);
        }
    }
}
