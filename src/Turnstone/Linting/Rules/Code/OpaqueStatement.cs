namespace Turnstone.Linting.Rules.Code;

using Turnstone.Diagnostics;
using Turnstone.Sql.Expressions;
using Turnstone.Sql.PlPgSql;
using Turnstone.Sql.Queries;
using Turnstone.Sql.Statements;

/// <summary>A block whose SQL is put together while it runs.</summary>
sealed class OpaqueStatement : NodeRule<Do>
{
    public override string Name => "opaque-statement";

    public override RuleTopic Topic => RuleTopic.Code;

    public override Severity Severity => Severity.Info;

    public override string Danger => "What EXECUTE runs is known only when it runs: no rule, no plan and no list of locks can say what this block does. The same holds for a block in a "
        + "language that is not read here.";

    public override string Cure => "Write the statements out, as a script that is generated once and checked in. If the loop has to stay, try it on a copy with verify, which sees what it "
        + "does.";

    public override string Limits => "Said of DO blocks, which the migration runs itself, and not of the functions that it makes.";

    protected override IEnumerable<Finding> Check(Do block, LintContext context)
    {
        if (PlBody.Of(block, context.Version) is not { Block: { } body })
        {
            yield return Finding.Of(block, "What this block does cannot be read, so nothing is said of it.");
        }
        else if (body.Nodes.FirstOrDefault(node => node is PlExecute { Command: var command } && !IsConstant(command) || node is PlLoop { Kind: PlLoopKind.Dynamic }) is { } dynamic)
        {
            yield return Finding.Of(dynamic, "What this runs is put together while it runs, so nothing is said of it.");
        }
    }

    static bool IsConstant(Select command) => command.Body is SelectList { Columns: [{ Value: Constant }] };
}
