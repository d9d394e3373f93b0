namespace Turnstone.Linting.Rules.Names;

using Turnstone.Diagnostics;
using Turnstone.Sql.Syntax;

/// <summary>A name that is a word of SQL.</summary>
sealed class ReservedWordIdentifier : LintRule
{
    public override string Name => "reserved-word-identifier";

    public override RuleTopic Topic => RuleTopic.Names;

    public override Severity Severity => Severity.Info;

    public override string Danger => "A name that is a reserved word has to be quoted wherever it stands, for ever: without quotes \"user\" is the name of who is logged in, and \"order\" is a syntax error.";

    public override string Cure => "Another word: account for user, orders for order, or a longer name.";

    public override string Limits => "Said of tables, views, columns, schemas, sequences, functions and types that get such a name.";

    internal override bool Sees(SyntaxNode node) => NewName.MayStandIn(node);

    internal override IEnumerable<Finding> Check(SyntaxNode node, LintContext context) =>
        NewName.Of(node, context.Statement).Where(name => name.Kind is "table" or "view" or "column" or "schema" or "sequence" or "function" or "type" && name.Name.IsReserved(context.Version))
            .Select(name => new Finding(name.Name.Span, $"{name.Name.Name} is a word of SQL: this {name.Kind} has to be quoted wherever it is named."));
}
