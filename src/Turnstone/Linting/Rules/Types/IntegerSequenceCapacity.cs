namespace Turnstone.Linting.Rules.Types;

using Turnstone.Diagnostics;
using Turnstone.Linting.Knowledge;
using Turnstone.Sql.Statements;

/// <summary>A sequence that ends early.</summary>
sealed class IntegerSequenceCapacity : NodeRule<CreateSequence>
{
    public override string Name => "integer-sequence-capacity";

    public override RuleTopic Topic => RuleTopic.Types;

    public override Severity Severity => Severity.Warning;

    public override string Danger => "A sequence AS integer ends at 2,147,483,647, one AS smallint at 32,767: every INSERT that asks it for a number fails from then on.";

    public override string Cure => "CREATE SEQUENCE without AS, or AS bigint, which does not end in practice.";

    public override string Limits => "Not said of one that cycles on purpose.";

    protected override IEnumerable<Finding> Check(CreateSequence create, LintContext context)
    {
        if (create.Options.FirstOrDefault(one => one.Type is not null) is { Type: { } type } option && ColumnType.Of(type, context.Statement.Slice.Text) is { Name: "int2" or "int4" } && create.Persistence != "TEMPORARY" && !create.Options.Any(one => one.Name == "CYCLE"))
        {
            yield return Finding.Of(option, $"{create.Name.Shown()} ends at {(ColumnType.Of(type, context.Statement.Slice.Text).Name == "int2" ? "32,767" : "2,147,483,647")}.") with { Fix = [new(type.Span, "bigint")] };
        }
    }
}
