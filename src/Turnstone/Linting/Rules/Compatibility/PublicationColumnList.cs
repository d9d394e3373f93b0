namespace Turnstone.Linting.Rules.Compatibility;

using Turnstone.Diagnostics;
using Turnstone.Sql.TableActions;

/// <summary>A new column of a table that is replicated.</summary>
sealed class PublicationColumnList : NodeRule<AddColumn>
{
    public override string Name => "publication-column-list";

    public override RuleTopic Topic => RuleTopic.Compatibility;

    public override Severity Severity => Severity.Warning;

    public override string Danger => "Logical replication does not carry changes of tables. A column that the publisher has and the subscriber has not stops the subscription at the next row: \"missing replicated column\"; the publisher keeps all its WAL until that is mended. A publication that "
        + "lists columns leaves the new one out without a word.";

    public override string Cure => "Add the column on the subscribers first, with the same type, then here. Where the publication lists columns: ALTER PUBLICATION … SET TABLE with the new one among them, and ALTER SUBSCRIPTION … REFRESH PUBLICATION.";

    public override string Limits => "Said of publications that were seen to be made.";

    protected override IEnumerable<Finding> Check(AddColumn add, LintContext context)
    {
        if (context.Altered is { } name && context.IsInUse(name))
        {
            foreach (var publication in context.Known.Publications)
            {
                var listed = publication.Objects.FirstOrDefault(one => one.Table is { } table && (table.Name == name || context.Known.Table(table.Name) is { } known && known == context.Known.Table(name)));
                var isAll = publication.ForAllTables || publication.Objects.Any(one => one.Schema is { } schema && schema.Name == context.Known.Table(name)?.Name.Schema);
                if (listed is { Columns: not [] } && !listed.Columns.Contains(add.Column.Name))
                {
                    yield return Finding.Of(add, $"{publication.Name.Shown()} lists the columns that it publishes, and {add.Column.Name.Shown()} is none of them.");
                }
                else if (listed is not null || isAll)
                {
                    yield return Finding.Of(add, $"{publication.Name.Shown()} publishes {add.Column.Name.Shown()} at once: subscribers that do not have it stop.");
                }
            }
        }
    }
}
