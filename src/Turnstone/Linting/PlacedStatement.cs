namespace Turnstone.Linting;

using System.Collections.Immutable;
using Turnstone.Sql;

/// <summary>A statement of a file, and the number of the file's transaction that it runs in.</summary>
sealed record PlacedStatement(Statement Statement, int Transaction)
{
    /// <summary>All of a file but those that begin and end transactions.</summary>
    public static ImmutableArray<PlacedStatement> ReadAll(LintedFile file, LintOptions options)
    {
        var grouping = new Transactions(file.Migration, 0);
        return [.. from one in (file.Parsed ?? ParsedFile.Read(file.Migration, options)).Statements
                   let transaction = grouping.Of(one.Need)
                   where transaction is not null
                   select new PlacedStatement(one.Statement, transaction.Number)];
    }
}
