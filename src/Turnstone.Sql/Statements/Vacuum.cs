namespace Turnstone.Sql.Statements;

using System.Collections.Immutable;
using Turnstone.Sql.Clauses;
using Turnstone.Sql.Syntax;

/// <summary><c>VACUUM [(options) | FULL FREEZE VERBOSE ANALYZE] [table [(columns)], …]</c></summary>
/// <param name="Relations">None where it goes over all of the database.</param>
public sealed record Vacuum(StatementSlice Slice, TextSpan Span, ImmutableArray<CommandOption> Options, ImmutableArray<MaintainedTable> Relations) : Statement(Slice, Span)
{
    /// <summary>The tables' names.</summary>
    public ImmutableArray<ObjectName> Tables => [.. Relations.Select(relation => relation.Name)];

    /// <summary>Whether tables are written anew.</summary>
    public bool IsFull => CommandOption.Parser.IsOn(Options, "full");

    internal sealed class Parser() : StatementParser("VACUUM")
    {
        public override Statement? Read(SyntaxReader reader)
        {
            var start = reader.Start;
            reader.Expect("VACUUM");
            var options = reader.Is(TokenKind.OpenParenthesis) ? CommandOption.Parser.ReadAll(reader)
                : CommandOption.Parser.ReadWords(reader, "FULL", "FREEZE", "VERBOSE", "ANALYZE");
            var relations = MaintainedTable.Parser.TryReadAll(reader);
            return new Vacuum(reader.Slice, reader.SpanFrom(start), options, relations);
        }
    }
}
