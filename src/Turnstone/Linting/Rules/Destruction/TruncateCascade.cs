namespace Turnstone.Linting.Rules.Destruction;

using System.Collections.Immutable;
using Turnstone.Diagnostics;
using Turnstone.Linting.Knowledge;
using Turnstone.Sql;

/// <summary>A table that is emptied together with those that refer to it.</summary>
sealed class TruncateCascade : NodeRule<Sql.Statements.Truncate>
{
    public override string Name => "truncate-cascade";

    public override RuleTopic Topic => RuleTopic.Destruction;

    public override Severity Severity => Severity.Error;

    public override string Danger => "TRUNCATE … CASCADE empties every table with a foreign key to this one, and every table with a foreign key to those, under ACCESS EXCLUSIVE on all of "
        + "them.";

    public override string Cure => "Name each table that is to be emptied, and leave CASCADE out: PostgreSQL then refuses where one was forgotten.";

    public override string Limits => "That the table itself is emptied is said by truncate. Not said of a table that is new or temporary, nor in an undo file.";

    public override LockClaim Claim => new(LockMode.AccessExclusive, Rewrites: true) { Table = "invoice", Work = ", while the table gets a new, empty file" };

    internal override bool WeighsSize => false;

    internal override bool WeighsUse => true;

    protected override IEnumerable<Finding> Check(Sql.Statements.Truncate truncate, LintContext context)
    {
        var tables = truncate.Tables.Where(table => context.IsInUse(table.Name)).ToList();
        if (truncate.Cascade && tables is [var first, ..] && !context.IsUndo())
        {
            var emptied = Emptied(tables.Select(table => context.Known.Table(table.Name)).OfType<KnownTable>(), context.Known);
            yield return Finding.Of(truncate, emptied is []
                ? $"Every table that refers to {first.Name.Shown()} is emptied too."
                : $"With {first.Name.Shown()} {(emptied.Count == 1 ? "is" : "are")} emptied {string.Join(", ", emptied)}, and whatever else refers to them.") with { Fix = Named(truncate, emptied, context) };
        }
    }

    static List<string> Emptied(IEnumerable<KnownTable> tables, KnownSchema known)
    {
        var all = tables.ToList();
        var named = all.Count;
        for (var i = 0; i < all.Count; i++)
        {
            all.AddRange(known.ReferencesTo(all[i]).Except(all).ToList());
        }
        return [.. all.Skip(named).Select(table => table.Name.Schema == "public" ? table.Name.AsWritten.Name.Shown() : table.Name.AsWritten.Shown())];
    }

    // What nobody knows of, PostgreSQL refuses to leave out.
    static ImmutableArray<TextEdit> Named(Sql.Statements.Truncate truncate, List<string> emptied, LintContext context)
    {
        var at = context.Text(truncate.Span).LastIndexOf("CASCADE", StringComparison.OrdinalIgnoreCase);
        return at < 0 || emptied is [] ? [] : [new(new(truncate.Tables[^1].Span.End, 0), $", {string.Join(", ", emptied)}"), new(new(truncate.Span.Start + at, "CASCADE".Length), "")];
    }
}
