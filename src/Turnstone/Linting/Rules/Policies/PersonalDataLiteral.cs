namespace Turnstone.Linting.Rules.Policies;

using Turnstone.Diagnostics;
using Turnstone.Linting.Secrets;
using Turnstone.Sql;
using Turnstone.Sql.Expressions;
using Turnstone.Sql.Statements;
using Turnstone.Text;

/// <summary>Somebody's address or number, written out.</summary>
sealed class PersonalDataLiteral : NodeRule<Statement>
{
    public override string Name => "personal-data-literal";

    public override RuleTopic Topic => RuleTopic.Policies;

    public override Severity Severity => Severity.Warning;

    internal override bool IsLiftedByReasonOnly => true;

    internal override bool IsOfWhatRuns => true;

    public override string Danger => "Data of a person in a migration is copied to every machine that has a clone, into the ledger of every environment and into every backup of them. Nobody can delete it there when that person asks for it.";

    public override string Cure => "For examples and seeds take what cannot be anybody's: kim@example.com, the card 4242 4242 4242 4242. To mend one row in production, name it by its key, and take values from a file that is not checked in.";

    public override string Limits => "Looked at are strings in INSERT, UPDATE, DELETE and MERGE, and the first rows of a COPY: e-mail addresses of persons outside of example domains, account numbers (IBAN) and card numbers whose check digits are "
        + "right, telephone numbers as +49 30 …, and social security numbers in columns that are called so. One finding for each statement; values are not printed.";

    protected override IEnumerable<Finding> Check(Statement statement, LintContext context)
    {
        var found = (statement switch
        {
            Insert or Update or Merge => InValues(statement, context),
            Delete delete => delete.Where is { } where ? where.Nodes.OfType<Constant>().Where(one => one.Kind == ConstantKind.String).SelectMany(one => In(one.Span, context.Statement.Slice.Said(one.Span), null)) : [],
            Copy copy when ReferenceEquals(statement, context.Statement) => InRows(copy, context),
            _ => [],
        }).ToList();
        if (found is [var first, ..])
        {
            var others = found.Count == 1 ? "" : found.Count == 2 ? ", and one more" : $", and {found.Count - 1} more";
            yield return new(first.Span, $"{char.ToUpperInvariant(first.What[0])}{first.What[1..]} is written out{others}.") { Hidden = [.. found.Select(one => new Secret(one.Value)).DistinctBy(secret => secret.Reveal())] };
        }
    }

    static IEnumerable<(TextSpan Span, string What, string Value)> InValues(Statement statement, LintContext context)
    {
        var values = WrittenValue.Of(statement, context.Known).SelectMany(value => In(value.Span, value.Text, value.Column));
        var where = statement is Update { Where: { } condition } ? condition.Nodes.OfType<Constant>().Where(one => one.Kind == ConstantKind.String).SelectMany(one => In(one.Span, context.Statement.Slice.Said(one.Span), null)) : [];
        return values.Concat(where);
    }

    static IEnumerable<(TextSpan Span, string What, string Value)> InRows(Copy copy, LintContext context) =>
        context.Rows.SelectMany(row => CopiedRows.Values(copy, row) is var values && values.Length == copy.Columns.Length
            ? values.Zip(copy.Columns, (value, column) => In(copy.Span, value, column.Name)).SelectMany(all => all) : In(copy.Span, row, null));

    static IEnumerable<(TextSpan Span, string What, string Value)> In(TextSpan span, string text, string? column) =>
        PersonalShapes.Find(text, column).Select(one => (span, one.What, text.Substring(one.Span.Start, one.Span.Length)));
}
