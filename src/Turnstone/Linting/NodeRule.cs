namespace Turnstone.Linting;

using Turnstone.Sql.Syntax;

/// <summary>A rule about one kind of node: a statement, an action of ALTER TABLE, a column's definition, a call.</summary>
/// <typeparam name="T">Which nodes it is shown; of a base class, all of its kinds.</typeparam>
public abstract class NodeRule<T> : LintRule where T : SyntaxNode
{
    /// <summary>What is wrong with it.</summary>
    protected abstract IEnumerable<Finding> Check(T node, LintContext context);

    internal sealed override bool Sees(SyntaxNode node) => node is T;

    internal sealed override IEnumerable<Finding> Check(SyntaxNode node, LintContext context) => Check((T)node, context);
}
