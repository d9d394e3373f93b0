namespace Turnstone.Linting.Rules.Destruction;

using Turnstone.Diagnostics;
using Turnstone.Linting.Knowledge;
using Turnstone.Sql;
using Turnstone.Sql.Clauses;
using Turnstone.Sql.Statements;

/// <summary>What is dropped although the body of a function uses it.</summary>
sealed class UntrackableDependency : NodeRule<Drop>
{
    public override string Name => "untrackable-dependency";

    public override RuleTopic Topic => RuleTopic.Destruction;

    public override Severity Severity => Severity.Warning;

    public override string Danger => "PostgreSQL does not look into function bodies that are strings: it drops a table, a view or a function that one of them uses without a word, and the "
        + "function fails when it is called next.";

    public override string Cure => "Change the function first, CREATE OR REPLACE FUNCTION in the same migration, in front of the DROP; or write it with BEGIN ATOMIC, whose dependencies "
        + "PostgreSQL knows.";

    public override string Limits => "Known are the functions in PL/pgSQL that the migrations, or a dump of the schema, made. Not said where the same transaction drops or replaces the "
        + "function, or makes again what was dropped, nor in an undo file.";

    protected override IEnumerable<Finding> Check(Drop drop, LintContext context) => drop.Kind is ObjectKind.Table or ObjectKind.View or ObjectKind.MaterializedView or ObjectKind.Function or ObjectKind.Procedure or ObjectKind.Routine && !context.IsUndo()
        ? drop.Objects.Where(one => !IsMadeAgain(one.Name, context)).SelectMany(one => context.Known.AllRoutines.Where(routine => !IsGone(routine, drop, context) && RoutineUse.Of(routine, context.Version).Any(used => Is(used, one)))
            .Select(routine => Finding.Of(one, $"The function {routine.Name.AsWritten.Name.Shown()} uses {one.Name.Shown()}, and fails when it is called next.")))
        : [];

    static bool Is(ObjectName used, ObjectReference dropped) => used.Name == dropped.Name.Name && (used.Schema ?? dropped.Name.Schema) == (dropped.Name.Schema ?? used.Schema);

    static bool IsMadeAgain(ObjectName name, LintContext context) => context.LaterInTransaction().Any(later => later switch
    {
        CreateView view => view.Name.Name == name.Name,
        CreateMaterializedView view => view.Name.Name == name.Name,
        CreateTable table => table.Name.Name == name.Name,
        CreateRoutine routine => routine.Name.Name == name.Name,
        Rename { Part: null } rename => rename.NewName == name.Name,
        _ => false,
    });

    // It goes as well, or is made anew.
    static bool IsGone(KnownRoutine routine, Drop drop, LintContext context) =>
        drop.Objects.Any(one => drop.Kind is ObjectKind.Function or ObjectKind.Procedure or ObjectKind.Routine && one.Name.Name.Name == routine.Name.Name)
        || context.LaterInTransaction().Any(later => later is CreateRoutine made && made.Name.Name.Name == routine.Name.Name
            || later is Drop { Kind: ObjectKind.Function or ObjectKind.Procedure or ObjectKind.Routine } gone && gone.Objects.Any(one => one.Name.Name.Name == routine.Name.Name));
}
