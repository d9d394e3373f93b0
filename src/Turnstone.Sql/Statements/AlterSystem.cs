namespace Turnstone.Sql.Statements;

using Turnstone.Sql.Clauses;
using Turnstone.Sql.Syntax;

/// <summary><c>ALTER SYSTEM SET setting = …</c>, <c>RESET setting</c>, <c>RESET ALL</c></summary>
public sealed record AlterSystem(StatementSlice Slice, TextSpan Span, SettingChange Change) : Statement(Slice, Span)
{
    /// <summary>In lower case, as it is written otherwise; none where it is ALL.</summary>
    public string? Setting => Change.Name;

    internal sealed class Parser() : StatementParser("ALTER SYSTEM")
    {
        public override Statement? Read(SyntaxReader reader)
        {
            var start = reader.Start;
            reader.Expect("ALTER", "SYSTEM");
            var change = ReadChange(reader);
            return new AlterSystem(reader.Slice, reader.SpanFrom(start), change);
        }

        static SettingChange ReadChange(SyntaxReader reader)
        {
            var start = reader.Start;
            if (reader.ExpectOneOf("SET", "RESET") == "SET")
            {
                return SettingChange.Parser.ReadGeneric(reader, mayBeCurrent: false);
            }

            var name = SettingChange.Parser.ReadGenericName(reader);
            return new(reader.SpanFrom(start), name, name is null ? SettingAction.ResetAll : SettingAction.Reset, []);
        }
    }
}
