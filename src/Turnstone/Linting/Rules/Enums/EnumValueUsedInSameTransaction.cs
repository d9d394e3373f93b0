namespace Turnstone.Linting.Rules.Enums;

using Turnstone.Diagnostics;
using Turnstone.Sql;
using Turnstone.Sql.Expressions;
using Turnstone.Sql.Statements;

/// <summary>A value of an enum that is used before it is there.</summary>
sealed class EnumValueUsedInSameTransaction : NodeRule<AddEnumValue>
{
    public override string Name => "enum-value-used-in-same-transaction";

    public override RuleTopic Topic => RuleTopic.Enums;

    public override Severity Severity => Severity.Error;

    public override string Danger => "PostgreSQL refuses to use a new value of an enum in the transaction that adds it: \"unsafe use of new value\". Turnstone gives ADD VALUE a transaction "
        + "of its own, but not where the file itself says BEGIN.";

    public override string Cure => "Put the COMMIT behind ALTER TYPE … ADD VALUE, in front of the first statement that says the value; or leave BEGIN and COMMIT out.";

    public override string Limits => "Without a BEGIN in the file, ALTER TYPE … ADD VALUE commits by itself, and nothing is said. A value of a type that the same transaction made may be "
        + "used at once.";

    protected override IEnumerable<Finding> Check(AddEnumValue add, LintContext context)
    {
        var isNew = context.Known.Type(add.Type)?.Made is { } made && made.Transaction == context.Transaction.Number;
        if (!isNew && context.LaterInTransaction().FirstOrDefault(later => later.Nodes.OfType<Constant>().Any(one => Says(one, add.Value, later))) is { } use)
        {
            yield return Finding.Of(add, $"'{add.Value}' is used by the {StatementClassifier.Verb(use.Slice)} behind it, in the same transaction, which PostgreSQL refuses.");
        }
    }

    static bool Says(Constant constant, string value, Statement statement) =>
        constant.Kind == ConstantKind.String && statement.Slice.Text.AsSpan(constant.Span.Start, constant.Span.Length).Trim('\'').SequenceEqual(value);
}
