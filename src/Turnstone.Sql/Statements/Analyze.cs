namespace Turnstone.Sql.Statements;

using System.Collections.Immutable;
using Turnstone.Sql.Clauses;
using Turnstone.Sql.Syntax;

/// <summary><c>ANALYZE [(options) | VERBOSE] [table [(columns)], …]</c></summary>
/// <param name="Relations">None where it goes over all of the database.</param>
public sealed record Analyze(StatementSlice Slice, TextSpan Span, ImmutableArray<CommandOption> Options, ImmutableArray<MaintainedTable> Relations) : Statement(Slice, Span)
{
    internal sealed class Parser() : StatementParser("ANALYZE", "ANALYSE")
    {
        public override Statement? Read(SyntaxReader reader)
        {
            var start = reader.Start;
            reader.ExpectOneOf("ANALYZE", "ANALYSE");
            var options = reader.Is(TokenKind.OpenParenthesis) ? CommandOption.Parser.ReadAll(reader) : CommandOption.Parser.ReadWords(reader, "VERBOSE");
            var relations = MaintainedTable.Parser.TryReadAll(reader);
            return new Analyze(reader.Slice, reader.SpanFrom(start), options, relations);
        }
    }
}
