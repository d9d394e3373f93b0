namespace Turnstone.Linting.Rules.Indexes;

using Turnstone.Diagnostics;
using Turnstone.Sql;
using Turnstone.Sql.Expressions;
using Turnstone.Sql.PlPgSql;
using Turnstone.Sql.Statements;
using Turnstone.Sql.Syntax;

/// <summary>A concurrent statement within a function or a DO block.</summary>
sealed class ConcurrentlyInTransaction : NodeRule<Statement>
{
    public override string Name => "concurrently-in-transaction";

    public override RuleTopic Topic => RuleTopic.Indexes;

    public override Severity Severity => Severity.Error;

    public override string Danger => "A DO block and a function run in one transaction, and PostgreSQL refuses CREATE INDEX CONCURRENTLY, DROP INDEX CONCURRENTLY, REINDEX CONCURRENTLY and DETACH … CONCURRENTLY there, whatever stands around them.";

    public override string Cure => "Put it into the migration as a statement of its own: CREATE INDEX CONCURRENTLY …; Turnstone runs it outside of a transaction.";

    public override string Limits => "What EXECUTE runs is looked at where it begins with a constant. BEGIN … COMMIT around such a statement in the file itself is said when the migration is planned.";

    protected override IEnumerable<Finding> Check(Statement statement, LintContext context)
    {
        if (statement is not (Do or CreateRoutine) || PlBody.Of(statement, context.Version)?.Block is not { } body)
        {
            yield break;
        }
        foreach (var node in body.Nodes)
        {
            var said = node switch
            {
                PlStatic { Sql: CreateIndex { Concurrently: true } or DropIndex { Concurrently: true } or Reindex { Concurrently: true } or DetachPartition { Concurrently: true } } => true,
                PlExecute { Command: var command } => Constants(command).Any(one => IsConcurrent(one, context)),
                _ => false,
            };
            if (said)
            {
                yield return Finding.Of(node, $"PostgreSQL refuses it: a {(statement is Do ? "DO block" : "function")} is within a transaction, and CONCURRENTLY runs in none.");
            }
        }
    }

    static IEnumerable<Constant> Constants(SyntaxNode command) => command.Nodes.OfType<Constant>().Where(constant => constant.Kind == ConstantKind.String);

    static bool IsConcurrent(Constant constant, LintContext context)
    {
        var words = context.Text(constant.Span).Trim('\'', 'E', 'e', ' ').Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        return words is [var first, ..] && first.ToUpperInvariant() is "CREATE" or "DROP" or "REINDEX" or "ALTER" && words.Contains("CONCURRENTLY", StringComparer.OrdinalIgnoreCase);
    }
}
