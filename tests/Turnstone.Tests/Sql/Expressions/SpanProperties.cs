namespace Turnstone.Tests.Sql.Expressions;

using Turnstone.Sql;

/// <summary>What holds for the spans of every tree, whatever it was read from.</summary>
public sealed class SpanProperties
{
    static readonly Lazy<List<StatementSlice>> Own = new(() => [.. Directory.GetFiles(Repository.Root, "*.sql", SearchOption.AllDirectories)
        .Where(file => !file.Contains("/bin/", StringComparison.Ordinal) && !file.Contains("/artifacts/", StringComparison.Ordinal))
        .SelectMany(file => StatementReader.ReadAll(File.ReadAllText(file).ReplaceLineEndings("\n")))]);

    [Fact]
    public void A_part_stands_within_what_it_is_part_of_and_begins_and_ends_with_a_token()
    {
        var seen = 0;
        foreach (var slice in Own.Value)
        {
            var statement = Parser.Parse(slice, PgVersion.V18);
            foreach (var node in statement.Error is null ? statement.Nodes : [])
            {
                foreach (var child in node.Children)
                {
                    seen++;
                    var (outer, inner) = (node.Span, child.Span);
                    (inner.Start >= outer.Start && inner.End <= outer.End && inner.Length > 0).ShouldBeTrue($"{child.GetType().Name} {inner} in {node.GetType().Name} {outer}: {slice.Text}");
                    char.IsWhiteSpace(slice.Text[inner.Start]).ShouldBeFalse();
                    char.IsWhiteSpace(slice.Text[inner.End - 1]).ShouldBeFalse();
                }
            }
        }

        seen.ShouldBeGreaterThan(500);
    }

    [Fact]
    public void An_edit_changes_its_span_and_nothing_else()
    {
        var random = new Random(7);
        foreach (var slice in Own.Value)
        {
            var nodes = Parser.Parse(slice, PgVersion.V18).Nodes.Where(node => node.Span.Length > 0).ToList();
            if (nodes.Count == 0)
            {
                continue;
            }

            var span = nodes[random.Next(nodes.Count)].Span;
            var changed = TextEdit.Apply(slice.Text, [new(span, "/* new */"), new(new(slice.Text.Length, 0), ";")]);
            changed[..span.Start].ShouldBe(slice.Text[..span.Start]);
            changed[span.Start..(span.Start + 9)].ShouldBe("/* new */");
            changed[(span.Start + 9)..].ShouldBe(slice.Text[span.End..] + ";");
        }
    }

    [Fact]
    public void Edits_that_overlap_are_refused() =>
        Should.Throw<ArgumentException>(() => TextEdit.Apply("abc", [new(new(0, 2), "x"), new(new(1, 2), "y")]));
}
