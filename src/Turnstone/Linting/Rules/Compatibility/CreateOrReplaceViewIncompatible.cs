namespace Turnstone.Linting.Rules.Compatibility;

using System.Collections.Immutable;
using Turnstone.Diagnostics;
using Turnstone.Linting.Knowledge;
using Turnstone.Sql.Statements;

/// <summary>A view that is replaced by one that does not fit in its place.</summary>
sealed class CreateOrReplaceViewIncompatible : NodeRule<CreateView>
{
    public override string Name => "create-or-replace-view-incompatible";

    public override RuleTopic Topic => RuleTopic.Compatibility;

    public override Severity Severity => Severity.Error;

    public override string Danger => "CREATE OR REPLACE VIEW takes only a query that gives the same columns as before, in the same order and of the same types; new ones may follow at the end. With any other it fails: \"cannot change name of view column\", "
        + "\"cannot drop columns from view\".";

    public override string Cure => "Put new columns at the end. To take one away, to rename or to reorder: in one transaction DROP VIEW and CREATE VIEW, with its owner, its grants and its comments, and what is made of it; ALTER VIEW … RENAME COLUMN only renames.";

    public override string Limits => "Said where the view was seen to be made and the names of both queries' columns can be told; types are not compared.";

    protected override IEnumerable<Finding> Check(CreateView view, LintContext context)
    {
        if (view.OrReplace && context.Known.Table(view.Name) is { Query: { } before } known && OutputNames.Of(before, known.ViewColumns, context.Known) is { } old && OutputNames.Of(view.Query, view.Columns, context.Known) is { } now)
        {
            if (Trouble(old, now) is { } trouble)
            {
                yield return new(view.Name.Span, $"PostgreSQL refuses this, as {trouble}.");
            }
        }
    }

    static string? Trouble(ImmutableArray<string> old, ImmutableArray<string> now)
    {
        for (var at = 0; at < old.Length; at++)
        {
            if (at >= now.Length)
            {
                return $"{Shown(old[at])} would be missing";
            }
            if (old[at] != now[at])
            {
                return $"column {at + 1} is {Shown(old[at])} and would be {Shown(now[at])}";
            }
        }
        return null;
    }

    static string Shown(string name) => new Turnstone.Sql.Identifier(name).Shown();
}
