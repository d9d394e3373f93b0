namespace Turnstone.Linting.Rules.Privileges;

using Turnstone.Diagnostics;
using Turnstone.Sql;
using Turnstone.Sql.Statements;

/// <summary>What is made belongs to whoever runs the migration.</summary>
sealed class SetRoleMissing : NodeRule<Statement>
{
    public override string Name => "set-role-missing";

    public override RuleTopic Topic => RuleTopic.Privileges;

    public override Severity Severity => Severity.Warning;

    public override string Danger => "A house rule: what a migration makes belongs to the role that it runs as. Where people and machines run them under names of their own, tables get "
        + "different owners, and the next migration may not change them.";

    public override string Cure => "Begin the file with SET ROLE and the role that owns the schema; or let the environment's settings say it for all files.";

    public override bool IsHouseRule => true;

    protected override IEnumerable<Finding> Check(Statement statement, LintContext context)
    {
        if (ReferenceEquals(statement, context.Statement) && statement is CreateTable { Persistence: not "TEMPORARY" } or CreateTableAs { Persistence: not "TEMPORARY" } or CreateView or CreateMaterializedView or CreateRoutine or CreateSequence or CreateType or CreateSchema
            && !context.EarlierInFile().Any(earlier => earlier is Set { Change.Name: "role" }))
        {
            yield return Finding.Of(statement, "This belongs to whoever runs the migration: no SET ROLE stands in front of it.");
        }
    }
}
