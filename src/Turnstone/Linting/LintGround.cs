namespace Turnstone.Linting;

using System.Collections.Immutable;
using Turnstone.Catalog;
using Turnstone.Diagnostics;
using Turnstone.Linting.Knowledge;
using Turnstone.Sql;

/// <summary>What is known of the database that the files are for, beyond what the files say.</summary>
public sealed record LintGround
{
    /// <summary>Nothing: the text alone speaks.</summary>
    public static LintGround None { get; } = new();

    /// <summary>What makes its schema as it is, in order; none where that was not read.</summary>
    public ImmutableArray<StatementSlice>? Schema { get; init; }

    /// <summary>How much is in it; none where that was not read.</summary>
    public DatabaseFigures? Figures { get; init; }

    /// <summary>The same with what a file says that <c>turnstone dump</c> wrote: a schema as SQL, or figures.</summary>
    /// <param name="shown">What messages call the file.</param>
    public Checked<LintGround> With(string text, string shown)
    {
        if (text.AsSpan().TrimStart() is not ['{' or '[', ..])
        {
            var script = DumpFile.Read(text, shown);
            return script.Passed ? Checked.Of(this with { Schema = script.Value.Statements }, script.Diagnostics) : Checked.Failed<LintGround>(script.Diagnostics);
        }
        var figures = DatabaseFigures.Read(text, shown);
        return figures.Passed ? Checked.Of(this with { Figures = figures.Value }, figures.Diagnostics) : Checked.Failed<LintGround>(figures.Diagnostics);
    }

    /// <summary>How deep the look is: <c>text</c> or <c>catalog</c>.</summary>
    public string Depth => Schema is null && Figures is null ? "text" : "catalog";
}
