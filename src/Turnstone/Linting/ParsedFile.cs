namespace Turnstone.Linting;

using System.Collections.Immutable;
using Turnstone.Migrations;
using Turnstone.Sql;

/// <summary>All statements of a file, and what was not taken in it: what no other file changes, so that it can be read ahead.</summary>
sealed record ParsedFile(ImmutableArray<ParsedStatement> Statements, ImmutableArray<SyntaxError> Errors)
{
    public static ParsedFile Read(Migration migration, LintOptions options)
    {
        using var reader = new MigrationReader(migration);
        var statements = ParsedStatement.Read(reader, options).ToImmutableArray();
        foreach (var one in statements)
        {
            // Found out now, so that nobody waits for it later.
            _ = one.Statement.Nodes;
        }
        return new(statements, [.. reader.Errors]);
    }
}
