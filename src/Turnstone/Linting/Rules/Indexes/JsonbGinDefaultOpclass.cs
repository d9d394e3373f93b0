namespace Turnstone.Linting.Rules.Indexes;

using Turnstone.Diagnostics;
using Turnstone.Sql.Statements;

/// <summary>A GIN index of all keys and all values.</summary>
sealed class JsonbGinDefaultOpclass : NodeRule<CreateIndex>
{
    public override string Name => "jsonb-gin-default-opclass";

    public override RuleTopic Topic => RuleTopic.Indexes;

    public override Severity Severity => Severity.Info;

    public override string Danger => "A GIN index of jsonb holds every key and every value by itself unless told otherwise: it is large, slow to write, and a search for key and value together reads many rows in vain.";

    public override string Cure => "CREATE INDEX … USING gin (column jsonb_path_ops), if queries ask with @>; or an index of the one expression that they ask for. Only the operators ?, ?| and ?& need the usual one.";

    protected override IEnumerable<Finding> Check(CreateIndex index, LintContext context)
    {
        if (index.Method is { Name: "gin" } && context.Known.Table(index.Table) is { } table)
        {
            foreach (var key in index.Keys)
            {
                if (key is { Column: { } column, OperatorClass: null } && table.Column(column)?.Type is { Dimensions: 0, Name.Name.Name: "jsonb" })
                {
                    yield return Finding.Of(key, $"Every key and every value in {column.Shown()} gets entries of its own.");
                }
            }
        }
    }
}
