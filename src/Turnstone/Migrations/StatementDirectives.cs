namespace Turnstone.Migrations;

using System.Collections.Immutable;
using Turnstone.Diagnostics;
using Turnstone.Sql;

/// <summary>What the comments before one statement tell of it: <c>-- turnstone: assert</c> is about the query behind it.</summary>
static class StatementDirectives
{
    const string Rule = "directive";
    const string Assert = "assert";

    // Of the statements below it no one else is told.
    static readonly ImmutableSortedSet<string> OfFile =
    [
        "after", "author", "blocking_budget", "concurrent_stall", "concurrent_wait_deadline", "context", "eol", "lock_deadline", "lock_timeout", "max_hold",
        "phase", "placeholders", "statement_timeout", "ticket", "transaction", "undo",
    ];

    /// <summary>Whether the statement behind these comments is an assert.</summary>
    public static bool MarkAssert(IEnumerable<MarkedComment> comments) => comments.Any(comment => comment is { OwnLine: true, Inside: false } && IsAssert(comment));

    /// <summary>What is wrong with comments before a statement, or behind the last one.</summary>
    /// <param name="hasStatement">Whether there is a statement behind them.</param>
    public static IEnumerable<Diagnostic> Troubles(IEnumerable<MarkedComment> comments, bool hasStatement, Migration migration)
    {
        foreach (var comment in comments)
        {
            if (IsAssert(comment) && Misplaced(comment, hasStatement) is { } misplaced)
            {
                yield return misplaced with { File = migration.File };
            }
            // What stands at the top of the file is told of where the file is read.
            foreach (var one in migration.Directives.All.Any(head => head.Line == comment.Position.Line) ? [] : Directives.Of(comment))
            {
                if (Trouble(one) is { } trouble)
                {
                    yield return (MayStay(migration, trouble) ? trouble with { Severity = Severity.Warning } : trouble) with { File = migration.File, Line = one.Line, Column = one.Column };
                }
            }
        }
    }

    static bool IsAssert(MarkedComment comment) => Directives.Of(comment).Any(one => one.Key == Assert);

    static Diagnostic? Misplaced(MarkedComment comment, bool hasStatement) => comment switch
    {
        { Inside: true } => Diagnostic.Error(Rule, "This assert stands inside a statement.", help: "Move the line before the query that it is about.").At(comment.Position),
        { OwnLine: false } => Diagnostic.Error(Rule, "This assert stands behind a statement.", help: "Put it on a line of its own, before the query that it is about.").At(comment.Position),
        _ when !hasStatement => Diagnostic.Error(Rule, "There is no query behind this assert.", help: "Write the query below it, or take the line out.").At(comment.Position),
        _ => null,
    };

    static Diagnostic? Trouble(Directive directive) => Directives.Trouble(directive) ?? (OfFile.Contains(directive.Key)
        ? Diagnostic.Warning(Rule, $"'{directive.Key}' counts at the top of a file, before its first statement; here it does nothing.", help: "Move it there, or take it out.")
        : null);

    // An undo that was written down long ago has to run at night.
    static bool MayStay(Migration migration, Diagnostic trouble) => migration.Kind == MigrationKind.Undo && trouble.Severity == Severity.Error;
}
