namespace Turnstone.Linting.Rules.Indexes;

using Turnstone.Diagnostics;
using Turnstone.Sql.Statements;

/// <summary>An index among other changes.</summary>
sealed class IndexInSameScriptAsDdl : FileRule
{
    public override string Name => "index-in-same-script-as-ddl";

    public override RuleTopic Topic => RuleTopic.Indexes;

    public override Severity Severity => Severity.Warning;

    public override bool IsHouseRule => true;

    public override string Danger => "An index of a large table builds for minutes or hours, and every change behind it in the file waits for it; what fails leaves the file half done. Apart, it is planned, watched and tried again by itself.";

    public override string Cure => "A migration of its own for the index.";

    public override string Limits => "Not said of an index of a table that the same file makes.";

    protected internal override IEnumerable<Finding> Check(FileContext context)
    {
        var made = context.Statements.Select(one => one.Statement).OfType<CreateTable>().Select(create => create.Name).ToHashSet();
        var others = context.Statements.Select(one => one.Statement).Where(one => one is CreateTable or CreateView or CreateType or CreateDomain or AlterTable or Rename or Drop).ToList();
        foreach (var index in context.Statements.Select(one => one.Statement).OfType<CreateIndex>().Where(index => others is not [] && !made.Contains(index.Table)))
        {
            yield return Finding.At(new(context.File, index.Slice), index.Span, $"The index of {index.Table.Shown()} is built among {(others is [_] ? "another change" : $"{others.Count} other changes")} of the schema.");
        }
    }
}
