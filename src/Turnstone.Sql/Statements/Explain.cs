namespace Turnstone.Sql.Statements;

using System.Collections.Immutable;
using Turnstone.Sql.Clauses;
using Turnstone.Sql.Syntax;

/// <summary><c>EXPLAIN [(options) | ANALYZE VERBOSE] statement</c></summary>
/// <param name="Explained">What its plan is asked of.</param>
public sealed record Explain(StatementSlice Slice, TextSpan Span, ImmutableArray<CommandOption> Options, Statement Explained) : Statement(Slice, Span)
{
    /// <summary>Whether the statement runs.</summary>
    public bool Runs => CommandOption.Parser.IsOn(Options, "analyze");

    internal sealed class Parser() : StatementParser("EXPLAIN")
    {
        public override Statement? Read(SyntaxReader reader)
        {
            var start = reader.Start;
            reader.Expect("EXPLAIN");
            var options = HasOptionList(reader) ? CommandOption.Parser.ReadAll(reader) : CommandOption.Parser.ReadWords(reader, "ANALYZE", "VERBOSE");
            var explained = ReadExplained(reader);
            return new Explain(reader.Slice, reader.SpanFrom(start), options, explained);
        }

        static Statement ReadExplained(SyntaxReader reader)
        {
            var mark = reader.Mark();
            var explained = reader.Is("EXPLAIN") ? null : Sql.Parser.ReadNested(reader);
            if (explained is Select or Insert or Update or Delete or Merge or DeclareCursor or Execute or CreateTableAs or CreateMaterializedView or RefreshMaterializedView)
            {
                return explained;
            }

            reader.Reset(mark);
            reader.Fail();
            return explained ?? new OtherStatement(reader.Slice, "");
        }

        // A query in parentheses begins with what is no option's name.
        static bool HasOptionList(SyntaxReader reader)
        {
            var first = reader.Ahead(1);
            return reader.Is(TokenKind.OpenParenthesis) && first.Kind != TokenKind.OpenParenthesis
                && first.Word is not ("SELECT" or "WITH" or "TABLE") && !(first.Word == "VALUES" && reader.Ahead(2).Kind == TokenKind.OpenParenthesis);
        }
    }
}
