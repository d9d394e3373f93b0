namespace Turnstone.Sql.Statements;

using Turnstone.Sql.Syntax;

/// <summary>Reads a statement that ends before a semicolon within another one.</summary>
static class NestedStatement
{
    /// <summary>What has no parser is passed over.</summary>
    public static Statement Read(SyntaxReader reader)
    {
        var (start, verb) = (reader.Start, reader.Text.ToString().ToUpperInvariant());
        if (Parser.ReadNested(reader) is { } read)
        {
            return read;
        }

        if (reader.Keyword == KeywordKind.None)
        {
            reader.Fail();
        }

        while (!reader.AtEnd && !reader.Is(TokenKind.Semicolon))
        {
            reader.Next();
        }

        return new OtherStatement(reader.Slice, verb) { Span = reader.SpanFrom(start) };
    }
}
