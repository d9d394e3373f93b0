namespace Turnstone.Linting.Rules.Data;

using Turnstone.Diagnostics;
using Turnstone.Sql;
using Turnstone.Sql.Statements;

/// <summary>Statistics that know nothing of what was just written.</summary>
sealed class NoAnalyzeAfterBackfill : NodeRule<Statement>
{
    public override string Name => "no-analyze-after-backfill";

    public override RuleTopic Topic => RuleTopic.Data;

    public override Severity Severity => Severity.Info;

    public override string Danger => "The planner goes by statistics. Behind a change of many rows they are old until autovacuum comes by, minutes later, and until then queries get plans "
        + "for a table that is no longer there.";

    public override string Cure => "ANALYZE the table as the last statement of the file: it lets others read and write.";

    public override string Limits => "Said of INSERT from a whole table, and of UPDATE of one.";

    protected override IEnumerable<Finding> Check(Statement statement, LintContext context)
    {
        if (ReferenceEquals(statement, context.Statement) && Filled(statement, context) is { } table
            && !context.LaterInFile().Any(later => later is Analyze { Relations: var analyzed } && (analyzed is [] || analyzed.Any(one => one.Name.Name == table.Name)) || Filled(later, context)?.Name == table.Name))
        {
            yield return Finding.Of(statement, $"The statistics of {table.Shown()} know nothing of what this writes.") with { Fix = [new(new(statement.Span.End, 0), $";\nANALYZE {context.Text(table.Span)}")] };
        }
    }

    static ObjectName? Filled(Statement statement, LintContext context) => statement switch
    {
        Insert insert when RowChoice.IsUnlimited(insert) => insert.Table,
        Update update when context.MayBeLarge(update.Table.Name) && RowChoice.IsUnlimited(update) => update.Table.Name,
        _ => null,
    };
}
