namespace Turnstone.Linting.Rules.Columns;

using Turnstone.Diagnostics;
using Turnstone.Sql.Clauses;

/// <summary>A column that is packed with the slower of two ways.</summary>
sealed class ToastCompressionPglz : NodeRule<ColumnDefinition>
{
    public override string Name => "toast-compression-pglz";

    public override RuleTopic Topic => RuleTopic.Columns;

    public override Severity Severity => Severity.Info;

    public override string Danger => "pglz, which is PostgreSQL's own, takes several times as long as lz4 to pack and unpack long values, and saves hardly more.";

    public override string Cure => "COMPRESSION lz4, where the server was built with it; or default_toast_compression = lz4 for all columns.";

    protected override IEnumerable<Finding> Check(ColumnDefinition column, LintContext context)
    {
        if (column.Compression is { Name: "pglz" } how)
        {
            yield return new(how.Span, $"{column.Name.Shown()} is packed with pglz, where lz4 is faster.") { Fix = [new(how.Span, "lz4")] };
        }
    }
}
