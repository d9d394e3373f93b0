namespace Turnstone.Linting.Rules.Policies;

using Turnstone.Diagnostics;
using Turnstone.Linting.Knowledge;
using Turnstone.Linting.Rules.Columns;
using Turnstone.Sql;
using Turnstone.Sql.Clauses;
using Turnstone.Sql.Statements;
using Turnstone.Sql.Syntax;
using Turnstone.Sql.TableActions;

/// <summary>A change that is no addition, in a file that is not said to be the contracting one.</summary>
sealed class AdditiveOnly : LintRule
{
    public override string Name => "additive-only";

    public override RuleTopic Topic => RuleTopic.Policies;

    public override Severity Severity => Severity.Error;

    public override bool IsHouseRule => true;

    internal override bool IsOfWhatRuns => true;

    public override string Danger => "While a release rolls out, and whenever it is taken back, the programs of the release before run on the new schema. They can live with additions; what is dropped, renamed, of another type, "
        + "newly required or no longer allowed breaks them.";

    public override string Cure => "Expand in this release: add what is new beside what is there. Contract in a later one, when nothing uses the old any more: that file says so at its top, `-- turnstone: phase=contract`.";

    public override string Limits => "Switched on by `additive_only: true` in `turnstone.yaml`, or as every house rule. Not said in a file with `phase=contract`, nor in an undo file; of what is new in the same release; of a wider "
        + "type; of a view, function or trigger that is dropped and made again in one transaction; of constraints and indexes that are added.";

    internal override bool Sees(SyntaxNode node) => node is Statement or TableAction;

    internal override IEnumerable<Finding> Check(SyntaxNode node, LintContext context)
    {
        if (context.IsUndo() || context.File.Migration.Directives["phase"] == "contract" || !IsTopmost(node, context))
        {
            return [];
        }
        return What(node, context) is { } what ? [Finding.Of(node, $"{what}: that is no addition.")] : [];
    }

    static bool IsTopmost(SyntaxNode node, LintContext context) => node is TableAction ? context.Altered is { } table && context.IsInUse(table) : ReferenceEquals(node, context.Statement);

    static string? What(SyntaxNode node, LintContext context) => node switch
    {
        Turnstone.Sql.TableActions.DropColumn drop => $"{drop.Column.Shown()} is dropped",
        AlterColumnType type when !IsWider(type, context) => $"{type.Column.Shown()} gets another type",
        SetNotNull { IsSet: true } set => $"{set.Column.Shown()} is required from now on",
        SetNotNull set => $"{set.Column.Shown()} may be missing from now on, which readers do not expect",
        SetDefault { Value: null } set => $"{set.Column.Shown()} loses its default",
        AddColumn { Column: var column } when IsRequired(column) => $"{column.Name.Shown()} is new and required",
        AddConstraint { Constraint: NotNullConstraint { Column: { } column } } => $"{column.Shown()} is required from now on",
        Turnstone.Sql.TableActions.DropConstraint drop => $"{drop.Name.Shown()} is dropped",
        DropIdentity drop => $"{drop.Column.Shown()} is numbered no more",
        DropExpression drop => $"{drop.Column.Shown()} is computed no more",
        SwitchRowSecurity { How: "ENABLE" or "FORCE" } => "Rows are hidden from whom no policy names",
        Drop drop when drop.Objects.FirstOrDefault(one => !IsNewOrBack(one, drop.Kind, context)) is { } gone => $"{(gone.Type is { } type ? context.Text(type.Span) : gone.Name.Shown())} is dropped",
        DropIndex { Names: var names } when names.FirstOrDefault(name => !IsNew(context.Known.Index(name)?.Made, context)) is { Name.Name: not null } gone => $"{gone.Shown()} is dropped",
        DropOwned => "All that a role owns is dropped",
        Rename rename when IsOfOthers(rename, context) => $"{(rename.OldName ?? rename.Object.Name.Name).Shown()} is renamed",
        MoveToSchema { Object: var moved } when context.IsInUse(moved.Name) => $"{moved.Name.Shown()} is moved to another schema",
        Sql.Statements.RenameEnumValue => "A value of an enum is renamed",
        AlterCompositeType alter when alter.Actions.Any(action => !context.Text(action.Span).StartsWith("ADD", StringComparison.OrdinalIgnoreCase)) => $"{alter.Type.Shown()} changes",
        AlterDomain { Action: "DROP DEFAULT" or "SET NOT NULL" or "ADD CONSTRAINT" } domain => $"{domain.Name.Shown()} takes less than before",
        DetachPartition detach => $"{detach.Table.Shown()} loses the rows of a partition",
        Sql.Statements.Truncate truncate when truncate.Tables.Any(table => context.IsInUse(table.Name)) => "Rows are taken away",
        Delete delete when context.IsInUse(delete.Table.Name) => $"Rows of {delete.Table.Name.Shown()} are taken away",
        PrivilegeChange { IsGrant: false } or MembershipChange { IsGrant: false } or AlterDefaultPrivileges { IsGrant: false } => "A right is taken away",
        _ => null,
    };

    static bool IsWider(AlterColumnType type, LintContext context) => context.Altered is { } table
        && TypeChange.Of(type, context.Known.Table(table), context.Known, context.Statement.Slice.Text) is { Work: not TypeChangeWork.Rewrite and not TypeChangeWork.Unknown, From: { } from } change && !TypeNarrowing.IsNarrower(from, change.To);

    static bool IsRequired(ColumnDefinition column) => column.Constraints.Any(one => one is NotNullConstraint or UniqueConstraint { IsPrimaryKey: true })
        && !column.Constraints.Any(one => one is ColumnDefault or IdentityColumn or GeneratedColumn) && !(column.Type is { } type && DefinedColumns.IsSerial(type));

    static bool IsNewOrBack(Sql.Clauses.ObjectReference gone, ObjectKind kind, LintContext context) => kind switch
    {
        ObjectKind.Table => !context.IsInUse(gone.Name),
        ObjectKind.View => !context.IsInUse(gone.Name) || context.LaterInTransaction().Any(later => later is CreateView view && view.Name == gone.Name),
        ObjectKind.MaterializedView => !context.IsInUse(gone.Name) || context.LaterInTransaction().Any(later => later is CreateMaterializedView view && view.Name == gone.Name),
        ObjectKind.Function or ObjectKind.Procedure => context.LaterInTransaction().Any(later => later is CreateRoutine routine && routine.Name == gone.Name),
        ObjectKind.Trigger => context.LaterInTransaction().Any(later => later is Sql.Statements.CreateTrigger trigger && trigger.Name == gone.Name.Name),
        ObjectKind.Policy => context.LaterInTransaction().Any(later => later is CreatePolicy policy && policy.Name == gone.Name.Name),
        ObjectKind.Type or ObjectKind.Domain => IsNew(context.Known.Type(gone.Type?.Name ?? gone.Name)?.Made, context),
        ObjectKind.Schema => IsNew(context.Known.MakingOfSchema(gone.Name.Name), context),
        _ => false,
    };

    static bool IsNew(Making? made, LintContext context) => made is not null && (made.File == context.File.Place || made.IsPending);

    static bool IsOfOthers(Rename rename, LintContext context) =>
        rename.Object.Kind is ObjectKind.Table or ObjectKind.View or ObjectKind.MaterializedView or ObjectKind.ForeignTable ? rename.Part != "CONSTRAINT" && context.IsInUse(rename.Object.Name)
            : rename.Object.Kind is not (ObjectKind.Index or ObjectKind.Constraint or ObjectKind.Trigger or ObjectKind.Policy or ObjectKind.Rule);
}
