namespace Turnstone.Linting.Rules.Indexes;

using Turnstone.Diagnostics;
using Turnstone.Sql;
using Turnstone.Sql.Statements;

/// <summary>An index that is built CONCURRENTLY on a server that builds it wrong.</summary>
sealed class ConcurrentIndexCorruptionPg14 : NodeRule<Statement>
{
    public override string Name => "concurrent-index-corruption-pg14";

    public override RuleTopic Topic => RuleTopic.Indexes;

    public override Severity Severity => Severity.Error;

    public override string Danger => "PostgreSQL 14.0 to 14.3 lose rows from an index that CREATE INDEX CONCURRENTLY or REINDEX CONCURRENTLY builds while others update the table: queries through it do not find them.";

    public override string Cure => "Update the server to 14.4 or later first; indexes that were built so on it are looked through with pg_amcheck, and built anew.";

    public override string Limits => "Said where the server's minor release is known (`--env`, `--url`, `--stats`). Source: the release notes of PostgreSQL 14.4.";

    protected override IEnumerable<Finding> Check(Statement statement, LintContext context)
    {
        if (context.Known.Figures is { Version: PgVersion.V14 } figures && figures.ServerVersion is "14.0" or "14.1" or "14.2" or "14.3" && statement is CreateIndex { Concurrently: true } or Reindex { Concurrently: true })
        {
            yield return Finding.Of(statement, $"The server is {figures.ServerVersion}, which may leave rows out of the index.");
        }
    }
}
