namespace Turnstone.Linting.Rules.Privileges;

using Turnstone.Diagnostics;
using Turnstone.Sql;
using Turnstone.Sql.Clauses;
using Turnstone.Sql.Statements;
using Turnstone.Sql.TableActions;

/// <summary>A statement that only a superuser may run.</summary>
sealed class SuperuserRequired : NodeRule<Statement>
{
    public override string Name => "superuser-required";

    public override RuleTopic Topic => RuleTopic.Privileges;

    public override Severity Severity => Severity.Warning;

    public override string Danger => "PostgreSQL lets only a superuser do this. The role that runs migrations should not be one, and on a managed service nobody is: the migration fails "
        + "there, after it worked on everybody's own machine.";

    public override string Cure => "Leave it to whoever runs the server: its configuration, or a script that is run once by hand. In a migration, do with what the owner of the database "
        + "may do.";

    public override string Limits => "From PostgreSQL 15 on, GRANT SET or ALTER SYSTEM ON PARAMETER lets another role change a setting too. What a managed service forbids beyond that "
        + "depends on the service.";

    protected override IEnumerable<Finding> Check(Statement statement, LintContext context)
    {
        if (ReferenceEquals(statement, context.Statement) && Reason(statement) is { } reason)
        {
            yield return Finding.Of(statement, $"Only a superuser may {reason}.");
        }
    }

    static string? Reason(Statement statement) => statement switch
    {
        AlterSystem => "change settings of the whole server",
        CreateTablespace => "make a tablespace",
        CreateEventTrigger => "make an event trigger",
        CreateAccessMethod => "make an access method",
        CreateLanguage { Handler: not null } => "make a language",
        CreateRoutine { Language: "c" or "internal" } routine => $"make a function in {routine.Language}",
        CreateRoutine routine when routine.Find("LEAKPROOF") is not null => "call a function leakproof",
        CreateOperatorClass or CreateOperatorFamily => "make an operator class",
        CreateType { Form: TypeForm.Base or TypeForm.Shell } => "make a base type",
        CreateRole { Options: var options } when options.Any(IsPowerful) => "make such a role",
        AlterRole { Options: var options } when options.Any(IsPowerful) => "make a role one of those",
        CreatePublication { ForAllTables: true } => "publish all tables",
        AlterTable { Actions: var actions } when actions.Any(action => action is SwitchTrigger { All: "ALL" }) => "switch the triggers of foreign keys",
        Set { Change.Name: "session_replication_role" } => "switch all triggers of the session",
        _ => null,
    };

    static bool IsPowerful(RoleOption option) => option.Name is "SUPERUSER";
}
