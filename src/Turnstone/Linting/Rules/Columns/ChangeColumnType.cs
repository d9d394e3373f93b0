namespace Turnstone.Linting.Rules.Columns;

using Turnstone.Diagnostics;
using Turnstone.Linting.Knowledge;
using Turnstone.Sql;
using Turnstone.Sql.Statements;
using Turnstone.Sql.TableActions;

/// <summary>A type that costs work on every row.</summary>
sealed class ChangeColumnType : NodeRule<AlterColumnType>
{
    public override string Name => "change-column-type";

    public override RuleTopic Topic => RuleTopic.Columns;

    public override Severity Severity => Severity.Error;

    public override string Danger => "Unless the new type keeps the same bytes, ALTER COLUMN TYPE writes the whole table and all of its indexes anew under ACCESS EXCLUSIVE: nobody reads or writes until it is done, for hours on a large table.";

    public override string Cure => "Add a column of the new type, let a trigger write both, fill the rows in batches, and switch the programs and the names; drop the old column in a later release.";

    public override string Limits => "Free, and not said: a varchar made longer, varchar to text and back, numeric with more digits and the same scale, a time with more digits, varbit made longer, cidr to inet, a domain and its base type. Even these build an index anew that is partial or has an expression with the column. Where no file says what the column is, it is said only of types that nothing else turns into for free.";

    public override LockClaim Claim => new(LockMode.AccessExclusive, Rewrites: true, Scans: true);

    protected override IEnumerable<Finding> Check(AlterColumnType change, LintContext context)
    {
        if (!(context.Altered is { } table && !context.IsNew(table)))
        {
            yield break;
        }
        var made = context.Change(change);
        if (made.RefusedFor.IsEmpty && Said(made, context) is { } work)
        {
            yield return Finding.Of(change, $"To make {change.Column.Shown()} {context.Text(change.Type.Span)}, {work} of {table.Shown()} {(work == Whole ? "is written" : "are built")} anew while nobody can read or write it.") with { Help = Help(made) };
        }
    }

    const string Whole = "all";

    static string? Said(TypeChange change, LintContext context) => change.Work switch
    {
        TypeChangeWork.Rewrite => Whole,
        TypeChangeWork.IndexesInUtc when IsUtc(context) => Indexes(change),
        TypeChangeWork.IndexesInUtc => Whole,
        TypeChangeWork.None or TypeChangeWork.Indexes when !change.ChangesCollation => Indexes(change),
        _ => null,
    };

    static string? Indexes(TypeChange change) => change.Rebuilt is [] ? null : $"the indexes {string.Join(", ", change.Rebuilt.Select(name => new Identifier(name).Shown()))}";

    static string? Help(TypeChange change) => change.Work switch
    {
        TypeChangeWork.IndexesInUtc => "SET LOCAL timezone = 'UTC' before it, where the values are meant to be of that zone: then only the indexes are built anew. Write no USING, not even AT TIME ZONE 'UTC': that writes all anew.",
        TypeChangeWork.None or TypeChangeWork.Indexes => "Drop these indexes with DROP INDEX CONCURRENTLY before, and CREATE INDEX CONCURRENTLY them again behind: without them the change costs nothing.",
        _ => null,
    };

    static bool IsUtc(LintContext context) => context.Transaction.Earlier.OfType<Set>().LastOrDefault(set => set.Change.Name == "timezone") is { } set
        && set.Change.Values is [var value] && set.Slice.Text.Substring(value.Start, value.Length).Trim('\'').ToUpperInvariant() is "UTC" or "GMT" or "0";
}
