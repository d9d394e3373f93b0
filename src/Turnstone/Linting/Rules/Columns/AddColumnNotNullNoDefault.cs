namespace Turnstone.Linting.Rules.Columns;

using Turnstone.Diagnostics;
using Turnstone.Linting.Knowledge;
using Turnstone.Sql.Clauses;
using Turnstone.Sql.Expressions;
using Turnstone.Sql.Statements;
using Turnstone.Sql.TableActions;

/// <summary>A column that must have a value and has none.</summary>
sealed class AddColumnNotNullNoDefault : NodeRule<AddColumn>
{
    public override string Name => "add-column-not-null-no-default";

    public override RuleTopic Topic => RuleTopic.Columns;

    public override Severity Severity => Severity.Error;

    public override string Danger => "ADD COLUMN … NOT NULL without a default fails as soon as the table has one row, and on an empty one every INSERT of programs that do not know the column yet fails.";

    public override string Cure => "Give it a constant DEFAULT in the same statement, which costs nothing; or add it without NOT NULL, fill it in batches, and make it NOT NULL by a check that is NOT VALID and validated behind.";

    protected override IEnumerable<Finding> Check(AddColumn add, LintContext context)
    {
        var column = add.Column;
        if (column.Constraints.FirstOrDefault(one => one is NotNullConstraint or UniqueConstraint { IsPrimaryKey: true }) is { } demand && context.Altered is { } table && !context.IsNew(table) && !column.Constraints.Any(GivesValue) && column.Type is { } type && !GivesValue(type, context))
        {
            yield return Finding.Of(demand, $"{column.Name.Shown()} has no value for the rows that {table.Shown()} has: the statement fails, or, on an empty table, the INSERTs of running programs do.");
        }
    }

    static bool GivesValue(Constraint constraint) => constraint is ColumnDefault { Value: not Constant { Kind: ConstantKind.Null } } or GeneratedColumn or IdentityColumn;

    // A serial has its sequence, a domain or an extension's type may have a default of its own.
    static bool GivesValue(TypeName type, LintContext context) =>
        DefinedColumns.IsSerial(type) || ColumnType.Of(type, context.Statement.Slice.Text) is { Own: { } own, IsArray: false } && context.Known.Type(own)?.Statement is not CreateType;
}
