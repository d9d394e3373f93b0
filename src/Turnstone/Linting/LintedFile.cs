namespace Turnstone.Linting;

using System.Collections.Immutable;
using Turnstone.Migrations;

/// <summary>A file of a project, as the linter meets it.</summary>
/// <param name="Place">Its place in the order in which files run, from 0.</param>
public sealed record LintedFile(Migration Migration, int Place)
{
    ImmutableArray<PlacedStatement> statements;

    /// <summary>Whether its statements are looked at; those of others are only known.</summary>
    public bool IsAsked { get; init; }

    /// <summary>Whether it is known to be applied together with the others that are: what one of them makes is new to those behind it.</summary>
    public bool IsPending { get; init; }

    /// <summary>Its statements, where they were read ahead.</summary>
    internal ParsedFile? Parsed { get; set; }

    /// <summary>All of them, read at the first time that a rule asks.</summary>
    internal ImmutableArray<PlacedStatement> Statements(LintOptions options) => statements.IsDefault ? statements = PlacedStatement.ReadAll(this, options) : statements;

    /// <summary>It has passed: nobody asks for its statements any more.</summary>
    internal void Pass()
    {
        statements = default;
        Parsed = null;
    }
}
