namespace Turnstone.Linting.Rules.Code;

using Turnstone.Diagnostics;
using Turnstone.Sql;
using Turnstone.Sql.Statements;

/// <summary>A function with its owner's rights that looks names up where its caller says.</summary>
sealed class SecurityDefinerWithoutSearchPath : NodeRule<CreateRoutine>
{
    public override string Name => "security-definer-without-search-path";

    public override RuleTopic Topic => RuleTopic.Code;

    public override Severity Severity => Severity.Warning;

    public override string Danger => "SECURITY DEFINER runs with the rights of the owner, but finds tables and functions by the caller's `search_path`: whoever may make a table or a "
        + "function in any schema puts his own in front, and has it used with the owner's rights.";

    public override string Cure => "Fix the path with the function: SET search_path = the schema that it uses, pg_temp. pg_temp goes last, or temporary tables come first. Or name the "
        + "schema of everything in the body and SET search_path = ''.";

    public override string Limits => "A body with BEGIN ATOMIC or RETURN looks its names up once, when it is made, and needs none.";

    protected override IEnumerable<Finding> Check(CreateRoutine routine, LintContext context)
    {
        if (routine is { IsSecurityDefiner: true, Body: null, Language: not ("c" or "internal") } && !routine.Options.Any(option => option.Setting?.Name == "search_path"))
        {
            var path = (routine.Name.Schema ?? new Identifier(context.Options.SearchPath is [var first, ..] ? first : "public")).Shown();
            yield return Finding.Of(routine, $"{routine.Name.Shown()} runs with its owner's rights on whatever its caller puts in front of the search_path.") with
            {
                Fix = [new(new(routine.Find("SECURITY DEFINER")!.Span.End, 0), $" SET search_path = {path}, pg_temp")],
            };
        }
    }
}
