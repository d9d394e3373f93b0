namespace Turnstone.Sql.Statements;

/// <summary><c>CREATE [UNIQUE] INDEX [CONCURRENTLY] [[IF NOT EXISTS] name] ON [ONLY] table …</c></summary>
/// <param name="Name">It lives in its table's schema. None where PostgreSQL thinks of one.</param>
/// <param name="Definition">What stands behind the table, from its method or its columns to the end: a stretch of the slice's text.</param>
public sealed record CreateIndex(
    StatementSlice Slice, bool Unique, bool Concurrently, bool IfNotExists, Identifier? Name, bool Only, ObjectName Table, TextSpan Definition) : Statement(Slice)
{
    internal sealed class Parser() : BeginningParser("CREATE")
    {
        public override Statement? Read(TokenReader reader, StatementSlice slice, PgVersion version)
        {
            var unique = reader.Take("UNIQUE");
            if (!reader.Take("INDEX"))
            {
                return null;
            }

            var concurrently = reader.Take("CONCURRENTLY");
            var ifNotExists = reader.Take("IF NOT EXISTS");
            Identifier? name = null;
            if (ifNotExists || !reader.Is("ON"))
            {
                name = reader.TakeIdentifier();
                if (name is null)
                {
                    return null;
                }
            }

            if (!reader.Take("ON"))
            {
                return null;
            }

            var only = reader.Take("ONLY");
            if (Table(ref reader, only) is not { } table || reader.AtEnd)
            {
                return null;
            }

            var start = reader.Current.Span.Start;
            return new CreateIndex(slice, unique, concurrently, ifNotExists, name, only, table, new(start, slice.Text.Length - start));
        }

        // ONLY (t) and t * are old ways to write ONLY t and t.
        static ObjectName? Table(ref TokenReader reader, bool only)
        {
            var isWrapped = only && reader.Take(TokenKind.OpenParenthesis);
            var table = reader.TakeName();
            if (isWrapped && !reader.Take(TokenKind.CloseParenthesis))
            {
                return null;
            }

            _ = !only && reader.Kind == TokenKind.Operator && reader.Text is "*" && reader.Take(TokenKind.Operator);
            return table;
        }
    }
}
