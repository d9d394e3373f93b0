namespace Turnstone.Linting.Rules.Compatibility;

using Turnstone.Diagnostics;
using Turnstone.Sql.TableActions;

/// <summary>A column of a type that running programs have never heard of.</summary>
sealed class NewTypeForRunningNpgsql : NodeRule<TableAction>
{
    public override string Name => "new-type-for-running-npgsql";

    public override RuleTopic Topic => RuleTopic.Compatibility;

    public override Severity Severity => Severity.Warning;

    public override string Danger => "A program with Npgsql reads the database's types once, when it connects first. A column of a type that is younger cannot be read: SELECT * fails with InvalidCastException, also in code that does not need the column.";

    public override string Cure => "Create the type in a release before the column; or let the programs call ReloadTypesAsync, or start anew, between the migration and the first query that reads the column.";

    protected override IEnumerable<Finding> Check(TableAction action, LintContext context)
    {
        var type = action switch { AddColumn add => add.Column.Type, AlterColumnType change => change.Type, _ => null };
        if (type is not null && context.Altered is { } table && !context.IsNew(table) && context.Known.Type(type.Name) is { Made.IsPending: true })
        {
            yield return Finding.Of(type, $"Programs that are running do not know {type.Name.Shown()} and fail to read rows of {table.Shown()} with it.");
        }
    }
}
