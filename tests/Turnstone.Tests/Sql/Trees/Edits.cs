namespace Turnstone.Tests.Sql.Trees;

using Turnstone.Sql;
using Turnstone.Sql.Expressions;

/// <summary>Puts another value in the place of one, and says whether all that stands beside it is what it was.</summary>
sealed class Edits(int seed)
{
    const string Other = "another_value";

    readonly Random random = new(seed);

    /// <summary>How many of the changed statements are statements still.</summary>
    public int Read { get; private set; }

    public string? Check(Statement statement)
    {
        var values = statement.Error is null ? Values(statement) : [];
        if (values.Count == 0)
        {
            return null;
        }

        var span = values[random.Next(values.Count)].Span;
        var text = statement.Slice.Text;
        var changed = TextEdit.Apply(text, [new(span, Other)]);
        if (changed != text[..span.Start] + Other + text[span.End..])
        {
            return changed;
        }

        var again = Parser.Parse(statement.Slice with { Text = changed }, PgVersion.V18);
        if (again.Error is not null)
        {
            // A column may not stand where this value did: in varchar(10), as an index's function.
            return null;
        }

        Read++;
        var before = Beside(statement, span, 0);
        var now = Beside(again, new(span.Start, Other.Length), Other.Length - span.Length);
        return before.SequenceEqual(now) ? null : $"{changed}\n{string.Join('\n', before.Except(now))}\n{string.Join('\n', now.Except(before))}";
    }

    // Behind a type's name only a constant stands: date '2026-01-01'.
    static List<Expression> Values(Statement statement)
    {
        var constants = statement.Nodes.OfType<Cast>().Where(cast => cast.Form == CastForm.Prefix).Select(cast => cast.Operand.Span).ToHashSet();
        return [.. statement.Nodes.OfType<Expression>().Where(value => !constants.Contains(value.Span))];
    }

    // What stands before the place, and behind it, wherever that is now.
    static List<string> Beside(Statement statement, TextSpan place, int moved) =>
    [
        .. statement.Nodes.Where(node => node.Span.End <= place.Start || node.Span.Start >= place.End)
            .Select(node => TreeText.Of(node) + (node.Span.Start - (node.Span.Start >= place.End ? moved : 0))),
    ];
}
