namespace Turnstone.Linting.Rules.Policies;

using System.IO.Enumeration;
using Turnstone.Diagnostics;
using Turnstone.Sql;
using Turnstone.Sql.Expressions;
using Turnstone.Sql.Queries;
using Turnstone.Sql.Statements;

/// <summary>Rows written out, in a file that runs everywhere.</summary>
sealed class SeedOutsideContext : NodeRule<Statement>
{
    public override string Name => "seed-outside-context";

    public override RuleTopic Topic => RuleTopic.Policies;

    public override Severity Severity => Severity.Error;

    internal override bool TakesList => true;

    public override bool IsHouseRule => true;

    const string Table = "table ";

    internal override bool IsOfWhatRuns => true;

    public override string Danger => "Rows for developers and tests that stand in a file without a context are put into production too, where somebody takes them for real ones.";

    public override string Cure => "Give such rows a file of their own that says where it runs: `-- turnstone: context=dev`. Rows that belong everywhere are of a table that `turnstone.yaml` names.";

    public override string Limits => "`lint: { lists: { seed-outside-context: [dev, test, table country, table ref.*] } }`: the contexts that seeds may be of, any where none is named, and the tables whose rows belong everywhere. Said of INSERT with "
        + "rows that are written out and of COPY from rows or a file; not of what is put into a temporary table, nor of INSERT … SELECT from another table.";

    protected override IEnumerable<Finding> Check(Statement statement, LintContext context)
    {
        if (Filled(statement) is { } table && table.Schema?.Name != "pg_temp" && context.Known.Table(table) is not { IsTemporary: true } && !context.IsUndo() && !IsEverywhere(table, context) && !IsInContext(context))
        {
            yield return Finding.Of(statement, $"Rows of {table.Shown()} are put in wherever this file runs, {(context.File.Migration.Directives.Context is { } said ? $"in context {said}" : "which is everywhere")}.");
        }
    }

    static ObjectName? Filled(Statement statement) => statement switch
    {
        Insert { Query.Body: ValuesList } insert => insert.Table,
        Insert { Query.Body: SelectList { From: [], Columns: var columns } } insert when columns.All(column => column.Value is Constant or Cast { Operand: Constant }) => insert.Table,
        Copy { IsFrom: true, Table: { } table } => table,
        _ => null,
    };

    bool IsEverywhere(ObjectName table, LintContext context)
    {
        var name = context.Known.Table(table)?.Name.ToString() ?? $"{table.Schema?.Name ?? "public"}.{table.Name.Name}";
        return context.Options.Of(this).List.Where(one => one.StartsWith(Table, StringComparison.Ordinal)).Select(one => one[Table.Length..].Trim())
            .Any(pattern => FileSystemName.MatchesSimpleExpression(pattern, name, ignoreCase: false) || FileSystemName.MatchesSimpleExpression(pattern, table.Name.Name, ignoreCase: false));
    }

    bool IsInContext(LintContext context)
    {
        var contexts = context.Options.Of(this).List.Where(one => !one.StartsWith(Table, StringComparison.Ordinal)).ToList();
        return context.File.Migration.Directives.Context is { } said && (contexts.Count == 0 || contexts.Contains(said));
    }
}
