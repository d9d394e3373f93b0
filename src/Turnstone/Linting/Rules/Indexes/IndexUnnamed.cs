namespace Turnstone.Linting.Rules.Indexes;

using Turnstone.Diagnostics;
using Turnstone.Sql;
using Turnstone.Sql.Statements;

/// <summary>An index that PostgreSQL names.</summary>
sealed class IndexUnnamed : NodeRule<CreateIndex>
{
    public override string Name => "index-unnamed";

    public override RuleTopic Topic => RuleTopic.Indexes;

    public override Severity Severity => Severity.Info;

    public override string Danger => "PostgreSQL thinks of a name, with a number behind it where that is taken: it may differ from one database to the next, and a later migration cannot say which index it means.";

    public override string Cure => "CREATE INDEX with a name: table_columns_idx.";

    protected override IEnumerable<Finding> Check(CreateIndex index, LintContext context)
    {
        if (index.Name is null)
        {
            var columns = index.Keys.Select(key => key.Column?.Name).ToList();
            var name = columns.Contains(null) ? null : new PlainName($"{index.Table.Name.Name}_{string.Join('_', columns)}_idx").ToString();
            yield return Finding.Of(index, $"PostgreSQL chooses what this index of {index.Table.Shown()} is called.") with { Fix = name is { Length: < 64 } ? [context.Behind(index, index.Concurrently ? "CONCURRENTLY" : "INDEX", $" {name}")] : [] };
        }
    }
}
