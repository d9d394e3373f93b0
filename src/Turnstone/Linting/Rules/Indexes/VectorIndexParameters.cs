namespace Turnstone.Linting.Rules.Indexes;

using Turnstone.Diagnostics;
using Turnstone.Sql.Statements;

/// <summary>A vector index that is built as it comes.</summary>
sealed class VectorIndexParameters : NodeRule<CreateIndex>
{
    public override string Name => "vector-index-parameters";

    public override RuleTopic Topic => RuleTopic.Indexes;

    public override Severity Severity => Severity.Info;

    public override string Danger => "How good and how fast a vector index finds is settled by what it is built with: an ivfflat index has 100 lists however many rows there are, and one on an empty table has learned from nothing.";

    public override string Cure => "CREATE INDEX … USING hnsw (…) WITH (m = 16, ef_construction = 64), or USING ivfflat (…) WITH (lists = rows / 1000) on a table that is filled, with maintenance_work_mem that holds the build.";

    protected override IEnumerable<Finding> Check(CreateIndex index, LintContext context)
    {
        string[] missing = index.Method?.Name switch
        {
            "ivfflat" => ["lists"],
            "hnsw" => ["m", "ef_construction"],
            _ => [],
        };
        var unsaid = missing.Where(name => !index.Options.Any(option => option.Name.Name == name)).ToList();
        if (unsaid is not [])
        {
            yield return Finding.Of(index, $"It does not say {string.Join(" and ", unsaid)}, which settles how well it finds.");
        }
        else if (index.Method is { Name: "ivfflat" } && context.IsNew(index.Table))
        {
            yield return Finding.Of(index, $"{index.Table.Shown()} is new: the lists are made of what is there, which is nothing.", "CREATE INDEX in a later migration, when the table is filled.");
        }
    }
}
