namespace Turnstone.Linting.Rules.Partitions;

using Turnstone.Diagnostics;
using Turnstone.Sql;
using Turnstone.Sql.Clauses;
using Turnstone.Sql.Statements;
using Turnstone.Sql.TableActions;

/// <summary>ONLY of a partitioned table, which has nothing of its own.</summary>
sealed class InheritanceRecursion : NodeRule<Statement>
{
    public override string Name => "inheritance-recursion";

    public override RuleTopic Topic => RuleTopic.Partitions;

    public override Severity Severity => Severity.Error;

    public override string Danger => "ONLY leaves the partitions out. A partitioned table has no rows of its own, so that UPDATE, DELETE and SELECT of ONLY it do nothing; and its columns and checks are those of its partitions, so that PostgreSQL refuses to change them in the parent alone.";

    public override string Cure => "Leave ONLY out. To go gently, one partition after the other: CREATE INDEX ON ONLY and then on each partition, or a CHECK … NOT VALID that is validated partition by partition.";

    public override string Limits => "Said where the table is known to be partitioned, and for what is refused also to have partitions. Not said of CREATE INDEX ON ONLY, nor of ADD PRIMARY KEY or UNIQUE on ONLY, which are steps of a gentle way.";

    protected override IEnumerable<Finding> Check(Statement statement, LintContext context) => statement switch
    {
        AlterTable { Kind: ObjectKind.Table, Table: { IsOnly: true } table } alter when IsParent(table.Name, context) => alter.Actions.Where(IsRefused).Select(action => Finding.Of(action, $"PostgreSQL refuses this of {table.Name.Shown()} alone: its partitions have to have it too.")),
        Rename { IsOnly: true, Part: "COLUMN", Object: { Kind: ObjectKind.Table } renamed } rename when IsParent(renamed.Name, context) => [Finding.Of(rename, $"PostgreSQL refuses this of {renamed.Name.Shown()} alone: its partitions have to have it too.")],
        Sql.Statements.Truncate truncate => truncate.Tables.Where(table => table.IsOnly && IsPartitioned(table.Name, context)).Select(table => Finding.Of(table, $"PostgreSQL refuses to empty {table.Name.Shown()} alone, which has no rows of its own.")),
        Update { Table: { IsOnly: true } table } when IsPartitioned(table.Name, context) => [Finding.Of(table, $"This changes nothing: {table.Name.Shown()} has no rows of its own.")],
        Delete { Table: { IsOnly: true } table } when IsPartitioned(table.Name, context) => [Finding.Of(table, $"This deletes nothing: {table.Name.Shown()} has no rows of its own.")],
        _ => [],
    };

    static bool IsRefused(TableAction action) => action is AddColumn or Turnstone.Sql.TableActions.DropColumn or AlterColumnType or AddConstraint { Constraint: CheckConstraint { Attributes.IsNoInherit: false } };

    static bool IsPartitioned(ObjectName table, LintContext context) => context.Known.Table(table) is { IsPartitioned: true };

    static bool IsParent(ObjectName table, LintContext context) => context.Known.Table(table) is { IsPartitioned: true, Partitions.Count: > 0 };
}
