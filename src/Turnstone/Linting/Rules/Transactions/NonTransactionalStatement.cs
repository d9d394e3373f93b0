namespace Turnstone.Linting.Rules.Transactions;

using Turnstone.Diagnostics;
using Turnstone.Sql;
using Turnstone.Sql.Statements;

/// <summary>A statement that splits its file.</summary>
sealed class NonTransactionalStatement : NodeRule<Statement>
{
    public override string Name => "non-transactional-statement";

    public override RuleTopic Topic => RuleTopic.Transactions;

    public override Severity Severity => Severity.Info;

    public override string Danger => "PostgreSQL refuses this statement inside a transaction. Turnstone runs it outside of one, so the file no longer commits as a whole: if what stands "
        + "behind it fails, what stands in front of it is there already.";

    public override string Cure => "Give it a file of its own, so that every file is there as a whole or not at all.";

    public override string Limits => "Not said of a file that is this one statement, of one with `-- turnstone: transaction=none`, nor of CONCURRENTLY, which is worth the split.";

    protected override IEnumerable<Finding> Check(Statement statement, LintContext context)
    {
        if (ReferenceEquals(statement, context.Statement) && context.Transaction.IsNone && !context.File.Migration.Directives.WithoutTransaction
            && !StatementClassifier.IsConcurrentIndex(statement.Slice) && statement is not DetachPartition && (context.EarlierInFile().Any() || context.LaterInFile().Any()))
        {
            yield return Finding.Of(statement, $"{StatementClassifier.Verb(statement.Slice)} runs outside of a transaction, so what stands in front of it is committed before, and what stands behind it after.");
        }
    }
}
