namespace Turnstone.Linting.Rules.Policies;

using Turnstone.Diagnostics;
using Turnstone.Sql;
using Turnstone.Sql.Statements;

/// <summary>A file that changes both tables and their rows.</summary>
sealed class DataAndDdlInOneFile : FileRule
{
    public override string Name => "data-and-ddl-in-one-file";

    public override RuleTopic Topic => RuleTopic.Policies;

    public override Severity Severity => Severity.Warning;

    public override bool IsHouseRule => true;

    public override string Danger => "A house rule: changes of tables and changes of rows are reviewed by others, run for another time and fail for other reasons. In one file neither can be tried again, put off or taken back without the other.";

    public override string Cure => "Two migrations, one for the tables and one for the rows.";

    public override string Limits => "Said of the first change of rows in a file that makes, changes or drops anything as well, in one transaction or in several. Rows that are put into a table that the file itself makes do not count. What both do to each other in one transaction, see "
        + "data-mixed-with-ddl and statement-after-access-exclusive.";

    protected internal override IEnumerable<Finding> Check(FileContext context)
    {
        if (!context.Statements.Any(one => IsDdl(one.Statement)))
        {
            yield break;
        }
        foreach (var one in context.Statements)
        {
            if (Changed(one.Statement) is { } table && context.Known.Table(table)?.Made?.File != context.File.Place)
            {
                yield return Finding.At(new(context.File, one.Statement.Slice), one.Statement.Span, $"Rows of {table.Shown()} are changed in a file that changes tables too.");
                yield break;
            }
        }
    }

    static ObjectName? Changed(Statement statement) => statement switch
    {
        Insert insert => insert.Table,
        Update update => update.Table.Name,
        Delete delete => delete.Table.Name,
        Merge merge => merge.Table.Name,
        Copy { IsFrom: true, Table: { } table } => table,
        _ => null,
    };

    static bool IsDdl(Statement statement) => statement is AlterTable or CreateTable or CreateTableAs or CreateIndex or CreateView or CreateMaterializedView or CreateRoutine or CreateType or CreateDomain or CreateTrigger or CreateSchema or CreateSequence or CreatePolicy
        or Drop or DropIndex or Rename or MoveToSchema or AddEnumValue or AlterDomain or AttachPartition or DetachPartition or AlterSequence;
}
