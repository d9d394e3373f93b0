namespace Turnstone.Linting;

using Turnstone.Sql;
using Turnstone.Sql.Syntax;

/// <summary>Words that are put into a statement.</summary>
static class WordEdits
{
    /// <summary>Puts something behind the first time that a word stands in a node.</summary>
    public static TextEdit Behind(this LintContext context, SyntaxNode node, string word, string added) =>
        new(new(context.Statement.Slice.Text.IndexOf(word, node.Span.Start, StringComparison.OrdinalIgnoreCase) + word.Length, 0), added);

    /// <summary>Takes something out of a list, with the comma in front of it.</summary>
    public static TextEdit WithoutItem(SyntaxNode before, SyntaxNode item) => new(new(before.Span.End, item.Span.End - before.Span.End), "");
}
