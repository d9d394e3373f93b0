namespace Turnstone.Linting.Rules.Columns;

using Turnstone.Diagnostics;
using Turnstone.Sql;
using Turnstone.Sql.Clauses;
using Turnstone.Sql.Statements;

/// <summary>A column that is named twice where it can be once.</summary>
sealed class DuplicateColumnAssignment : NodeRule<Statement>
{
    public override string Name => "duplicate-column-assignment";

    public override RuleTopic Topic => RuleTopic.Columns;

    public override Severity Severity => Severity.Error;

    public override string Danger => "PostgreSQL refuses the statement: a table has each column once, and a row gets each value once. The migration stops here, with what ran before it committed.";

    public override string Cure => "Take one of the two out.";

    protected override IEnumerable<Finding> Check(Statement statement, LintContext context)
    {
        var named = statement switch
        {
            CreateTable create => create.Elements.OfType<ColumnDefinition>().Select(column => column.Name),
            Update update => update.Set.SelectMany(one => one.Columns).Where(column => column.Steps.IsEmpty).Select(column => column.Name),
            Insert insert => insert.Columns.Where(column => column.Steps.IsEmpty).Select(column => column.Name),
            _ => [],
        };
        var seen = new HashSet<Identifier>();
        foreach (var name in named.Where(name => !seen.Add(name)))
        {
            yield return new(name.Span, $"{name.Shown()} is named twice, which PostgreSQL refuses.");
        }
    }
}
