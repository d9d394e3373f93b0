namespace Turnstone.Linting.Rules.Compatibility;

using Turnstone.Diagnostics;
using Turnstone.Linting.Knowledge;
using Turnstone.Sql.Clauses;
using Turnstone.Sql.Statements;

/// <summary>A function that is meant to replace one, and stands beside it.</summary>
sealed class FunctionSignatureOverload : NodeRule<CreateRoutine>
{
    public override string Name => "function-signature-overload";

    public override RuleTopic Topic => RuleTopic.Compatibility;

    public override Severity Severity => Severity.Warning;

    public override string Danger => "A function is its name and the types of its arguments: CREATE OR REPLACE with other arguments replaces nothing and makes a second function of that name. Calls go on to the old one, or fail as \"is not unique\" where defaults make both fit.";

    public override string Cure => "If it is to be one function: DROP FUNCTION the old one, with its arguments, in the same transaction, and grant again what was granted on it. If there are to be two: CREATE FUNCTION without OR REPLACE says so.";

    public override string Limits => "Said where a function of the name was seen, none with these arguments, and the file drops none of that name.";

    protected override IEnumerable<Finding> Check(CreateRoutine routine, LintContext context)
    {
        if (routine.OrReplace && context.Known.Routines(routine.Name) is { Count: > 0 } known && !known.Any(one => one.Made is { } made && made.File == context.File.Place) && !known.Any(one => Types(one.Statement).SequenceEqual(Types(routine)))
            && !context.LaterInFile().Concat(context.EarlierInFile()).Any(other => other is Drop drop && drop.Objects.Any(gone => gone.Name == routine.Name)))
        {
            yield return new(routine.Name.Span, $"{routine.Name.Shown()}({known[0].Signature}) stays as it is, and a second {routine.Name.Shown()} stands beside it.");
        }
    }

    // int and integer are one type; what a type may hold is not part of it.
    static IEnumerable<string> Types(CreateRoutine routine) => routine.Parameters.Where(parameter => parameter.Mode is not (ParameterMode.Out or ParameterMode.Table))
        .Select(parameter => ColumnType.Of(parameter.Type, routine.Slice.Text)).Select(type => $"{(type.Own is { } own ? own.Name.Name : type.Name)}{(type.IsArray ? "[]" : "")}");
}
