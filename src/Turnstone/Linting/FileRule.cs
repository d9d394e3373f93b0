namespace Turnstone.Linting;

using Turnstone.Sql.Syntax;

/// <summary>A rule about a file as a whole: what is missing, or stands together in it.</summary>
public abstract class FileRule : LintRule
{
    /// <summary>What is wrong with it. A finding without a <see cref="Finding.Place"/> is about all of it.</summary>
    protected internal abstract IEnumerable<Finding> Check(FileContext context);

    internal sealed override bool Sees(SyntaxNode node) => false;

    internal sealed override IEnumerable<Finding> Check(SyntaxNode node, LintContext context) => [];
}
