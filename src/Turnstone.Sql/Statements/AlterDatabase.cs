namespace Turnstone.Sql.Statements;

using System.Collections.Immutable;
using Turnstone.Sql.Clauses;
using Turnstone.Sql.Syntax;

/// <summary><c>ALTER DATABASE name {[WITH] option … | REFRESH COLLATION VERSION}</c></summary>
public sealed record AlterDatabase(StatementSlice Slice, TextSpan Span, Identifier Name, bool RefreshesCollation, ImmutableArray<CommandOption> Options) : Statement(Slice, Span)
{
    internal sealed class Parser() : StatementParser("ALTER DATABASE")
    {
        public override Statement? Read(SyntaxReader reader)
        {
            var start = reader.Start;
            reader.Expect("ALTER", "DATABASE");
            var name = reader.ColId();
            // OWNER = x is an option.
            if (reader.Word is "SET" or "RESET" or "RENAME" || reader.Is("OWNER", "TO"))
            {
                return null;
            }

            var refreshes = reader.Is("REFRESH");
            if (refreshes)
            {
                reader.Since(PgVersion.V15, "ALTER DATABASE … REFRESH COLLATION VERSION");
                reader.Expect("REFRESH", "COLLATION", "VERSION");
            }

            var options = refreshes ? [] : DatabaseOptions.Read(reader);
            return new AlterDatabase(reader.Slice, reader.SpanFrom(start), name, refreshes, options);
        }
    }
}
