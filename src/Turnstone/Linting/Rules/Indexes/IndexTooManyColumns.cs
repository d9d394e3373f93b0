namespace Turnstone.Linting.Rules.Indexes;

using Turnstone.Diagnostics;
using Turnstone.Sql.Statements;

/// <summary>An index of more columns than pays.</summary>
sealed class IndexTooManyColumns : NodeRule<CreateIndex>
{
    public override string Name => "index-too-many-columns";

    public override RuleTopic Topic => RuleTopic.Indexes;

    public override Severity Severity => Severity.Info;

    internal override bool TakesLimit => true;

    public override string Danger => "Every column makes an index larger and every write slower; only the first few narrow down what a query reads, unless all are given.";

    public override string Cure => "CREATE INDEX with the columns that queries compare with =, then one range; what is only shown goes to INCLUDE.";

    public override string Limits => "Three are taken unless `limit` says otherwise. A unique index has the columns that its rule needs.";

    public override bool IsHouseRule => true;

    const int Usual = 3;

    protected override IEnumerable<Finding> Check(CreateIndex index, LintContext context)
    {
        var most = context.Options.Of(this).Limit ?? Usual;
        if (!index.Unique && index.Keys.Length > most)
        {
            yield return new(new(index.Keys[most].Span.Start, index.Keys[^1].Span.End - index.Keys[most].Span.Start), $"This index of {index.Table.Shown()} has {index.Keys.Length} columns; the house takes {most}.");
        }
    }
}
