namespace Turnstone.Sql;

using System.Text;

/// <summary>A change of one stretch of a text, which leaves all others as they are.</summary>
/// <param name="Span">Where it begins and what it replaces; of no length it only adds.</param>
public readonly record struct TextEdit(TextSpan Span, string Replacement)
{
    /// <summary>The text with all edits made, whose spans are those of the text before.</summary>
    /// <exception cref="ArgumentException">Two of them overlap, or one is not within the text.</exception>
    public static string Apply(string text, IEnumerable<TextEdit> edits)
    {
        var changed = new StringBuilder();
        var kept = 0;
        foreach (var edit in edits.OrderBy(edit => edit.Span.Start).ThenBy(edit => edit.Span.End))
        {
            if (edit.Span.Start < kept || edit.Span.End > text.Length)
            {
                throw new ArgumentException($"There is nothing of its own to change from {edit.Span.Start} to {edit.Span.End}.", nameof(edits));
            }

            changed.Append(text, kept, edit.Span.Start - kept).Append(edit.Replacement);
            kept = edit.Span.End;
        }

        return changed.Append(text, kept, text.Length - kept).ToString();
    }
}
