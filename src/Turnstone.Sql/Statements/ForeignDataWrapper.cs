namespace Turnstone.Sql.Statements;

using System.Collections.Immutable;
using Turnstone.Sql.Clauses;
using Turnstone.Sql.Syntax;

/// <summary><c>CREATE FOREIGN DATA WRAPPER name …</c>, <c>ALTER FOREIGN DATA WRAPPER name …</c></summary>
public sealed record ForeignDataWrapper(StatementSlice Slice, TextSpan Span, bool IsNew, Identifier Name, ImmutableArray<ForeignOption> Options) : Statement(Slice, Span)
{
    internal sealed class Parser() : StatementParser("CREATE FOREIGN", "ALTER FOREIGN")
    {
        public override Statement? Read(SyntaxReader reader)
        {
            var start = reader.Start;
            var isNew = reader.ExpectOneOf("CREATE", "ALTER") == "CREATE";
            reader.Expect("FOREIGN");
            if (reader.Is("TABLE"))
            {
                return null;
            }

            reader.Expect("DATA", "WRAPPER");
            var name = reader.ColId();
            if (!isNew && reader.Word is "RENAME" or "OWNER")
            {
                return null;
            }

            var hasFunctions = TakeFunctions(reader);
            var options = isNew ? ForeignOption.Parser.ReadNew(reader)
                : hasFunctions && !reader.Is("OPTIONS") ? []
                : ForeignOption.Parser.ReadChanges(reader);
            return new ForeignDataWrapper(reader.Slice, reader.SpanFrom(start), isNew, name, options);
        }

        // HANDLER f, NO VALIDATOR
        static bool TakeFunctions(SyntaxReader reader)
        {
            var has = false;
            for (; reader.Word is "HANDLER" or "VALIDATOR" or "NO"; has = true)
            {
                var isNone = reader.Take("NO");
                reader.ExpectOneOf("HANDLER", "VALIDATOR");
                if (!isNone)
                {
                    PassName(reader);
                }
            }

            return has;
        }

        // However many parts it has.
        static void PassName(SyntaxReader reader)
        {
            reader.ColId();
            while (reader.Take(TokenKind.Dot))
            {
                reader.ColLabel();
            }
        }
    }
}
