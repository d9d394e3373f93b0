namespace Turnstone.Linting.Rules.Types;

using Turnstone.Diagnostics;
using Turnstone.Linting.Knowledge;
using Turnstone.Sql.Clauses;

/// <summary>A time without the zone that it is of.</summary>
sealed class PreferTimestamptz : NodeRule<ColumnDefinition>
{
    public override string Name => "prefer-timestamptz";

    public override RuleTopic Topic => RuleTopic.Types;

    public override Severity Severity => Severity.Info;

    public override string Danger => "timestamp drops the offset it is given: the moment it means depends on who reads it, and twice a year an hour of it is there twice.";

    public override string Cure => "timestamptz, which keeps the moment in the same eight bytes and shows it in the zone of the reader.";

    protected override IEnumerable<Finding> Check(ColumnDefinition column, LintContext context)
    {
        if (column.Type is { } type && ColumnType.Of(type, context.Statement.Slice.Text) is { Name: "timestamp", IsArray: false } kept)
        {
            yield return Finding.Of(type, $"{column.Name.Shown()} does not say which moment it is.") with { Fix = [new(type.Span, kept.Length is { } digits ? $"timestamptz({digits})" : "timestamptz")] };
        }
    }
}
