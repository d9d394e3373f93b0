namespace Turnstone.Sql.Statements;

using System.Collections.Immutable;
using Turnstone.Sql.Queries;
using Turnstone.Sql.Syntax;

/// <summary><c>ALTER TEXT SEARCH DICTIONARY name (…)</c></summary>
public sealed record AlterTextSearchDictionary(StatementSlice Slice, TextSpan Span, ObjectName Name, ImmutableArray<Definition> Options) : Statement(Slice, Span)
{
    internal sealed class Parser() : StatementParser("ALTER TEXT")
    {
        public override Statement? Read(SyntaxReader reader)
        {
            var start = reader.Start;
            if (!reader.Take("ALTER", "TEXT", "SEARCH", "DICTIONARY"))
            {
                return null;
            }

            var name = reader.AnyName();
            if (reader.Word is "RENAME" or "OWNER" or "SET")
            {
                return null;
            }

            var options = Definition.Parser.ReadAll(reader);
            return new AlterTextSearchDictionary(reader.Slice, reader.SpanFrom(start), name, options);
        }
    }
}
