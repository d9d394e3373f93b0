namespace Turnstone.Linting;

using Turnstone.Sql;

/// <summary>The statements of a file around the one that is looked at, for rules whose trouble another one takes away.</summary>
static class LaterStatements
{
    /// <summary>Those behind it that commit together with it, in order.</summary>
    public static IEnumerable<Statement> LaterInTransaction(this LintContext context)
    {
        var from = Behind(context);
        return context.LaterInBlock.Concat(from.Take(1).SelectMany(own => from.Skip(1).Where(one => one.Transaction == own.Transaction)).SelectMany(one => WithBlock(one.Statement, context)));
    }

    /// <summary>All of the file behind it, in order.</summary>
    public static IEnumerable<Statement> LaterInFile(this LintContext context) => context.LaterInBlock.Concat(Behind(context).Skip(1).SelectMany(one => WithBlock(one.Statement, context)));

    /// <summary>All of the file in front of it, in order.</summary>
    public static IEnumerable<Statement> EarlierInFile(this LintContext context) =>
        context.File.Statements(context.Options).Select(one => one.Statement).TakeWhile(one => one.Slice.Ordinal < context.Statement.Slice.Ordinal);

    static IEnumerable<Statement> WithBlock(Statement statement, LintContext context) => [statement, .. BlockStatements.Of(statement, context.Version)];

    static IEnumerable<PlacedStatement> Behind(LintContext context) =>
        context.File.Statements(context.Options).SkipWhile(one => one.Statement.Slice.Ordinal < context.Statement.Slice.Ordinal);
}
