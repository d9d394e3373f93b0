namespace Turnstone.Linting.Rules.Indexes;

using Turnstone.Diagnostics;
using Turnstone.Linting.Knowledge;
using Turnstone.Sql;
using Turnstone.Sql.Clauses;
using Turnstone.Sql.Statements;

/// <summary>An index whose work another one does.</summary>
sealed class IndexRedundant : NodeRule<CreateIndex>
{
    public override string Name => "index-redundant";

    public override RuleTopic Topic => RuleTopic.Indexes;

    public override Severity Severity => Severity.Warning;

    public override string Danger => "An index on the first columns of another one answers nothing that the other does not: every write keeps both, and both take memory.";

    public override string Cure => "Keep the longer one: leave the new one out, or drop the shorter with DROP INDEX CONCURRENTLY in a later migration, when no query plan needs it.";

    public override string Limits => "Said of indexes that were seen, in earlier migrations or in the catalog: of all rows, by columns alone. A unique index has a rule of its own to keep and stays. Not said where the same file drops the other one.";

    protected override IEnumerable<Finding> Check(CreateIndex index, LintContext context)
    {
        if (context.Known.Table(index.Table) is not { } table || !IndexKeys.IsPlain(index))
        {
            yield break;
        }
        var keys = IndexKeys.Of(index);
        foreach (var constraint in table.Constraints.Where(one => one.Constraint is UniqueConstraint))
        {
            if (!index.Unique && IndexKeys.Begin(constraint.Columns, keys))
            {
                yield return Finding.Of(index, $"The index of the constraint {new PlainName(constraint.Name)} of {index.Table.Shown()} begins with the same columns, and does all that this one would.");
                yield break;
            }
        }
        foreach (var other in table.Indexes)
        {
            if (other.Statement is { } made && other.Name != index.Name?.Name && !IsDropped(other, context) && IndexKeys.IsPlain(made) && IndexKeys.Of(made) is var others)
            {
                if (!index.Unique && IndexKeys.Begin(others, keys))
                {
                    yield return Finding.Of(index, $"{new PlainName(other.Name)} of {index.Table.Shown()} begins with the same columns, and does all that this one would.");
                    yield break;
                }
                if (!made.Unique && others.Length < keys.Length && IndexKeys.Begin(keys, others))
                {
                    yield return Finding.Of(index, $"This index does all that {new PlainName(other.Name)} of {index.Table.Shown()} does, which from now on only costs.", $"DROP INDEX CONCURRENTLY {new PlainName(other.Name)} in a later migration, when the new one is used.");
                    yield break;
                }
            }
        }
    }

    // One takes the other's place.
    static bool IsDropped(KnownIndex index, LintContext context) => context.LaterInFile().OfType<DropIndex>().Any(drop => drop.Names.Any(name => name.Name.Name == index.Name));
}
