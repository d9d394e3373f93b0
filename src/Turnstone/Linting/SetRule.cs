namespace Turnstone.Linting;

using Turnstone.Sql.Syntax;

/// <summary>A rule about files together: what one makes and no other one completes, or what they do to the same table.</summary>
/// <remarks>The trees of files that have passed are gone: what it needs of them it notes, or knows as what the schema was made of.</remarks>
public abstract class SetRule : LintRule
{
    /// <summary>What it keeps of a statement, in front of which it is shown what is known; also of files that nobody asked for.</summary>
    protected internal virtual IEnumerable<SetNote> Note(LintContext context) => [];

    /// <summary>What is wrong with them; each finding has its <see cref="Finding.Place"/>, and is told where its file is asked for.</summary>
    protected internal abstract IEnumerable<Finding> Check(SetContext context);

    internal sealed override bool Sees(SyntaxNode node) => false;

    internal sealed override IEnumerable<Finding> Check(SyntaxNode node, LintContext context) => [];
}
