namespace Turnstone.Linting;

using Turnstone.Diagnostics;
using Turnstone.Migrations;
using Turnstone.Sql;

/// <summary>What a file's comments ask not to be told: <c>-- turnstone: ignore=rule reason="…"</c>, of the file or of the statement behind it.</summary>
sealed class Suppressions
{
    readonly Migration migration;
    readonly List<Suppression> all = [];

    public Suppressions(Migration migration)
    {
        this.migration = migration;
        Add(migration.Directives.All, statement: null);
    }

    /// <summary>The comments in front of the next statement.</summary>
    /// <param name="statement">Its ordinal.</param>
    public void Begin(IReadOnlyList<MarkedComment> comments, int statement)
    {
        foreach (var comment in comments)
        {
            var line = Directives.Of(comment).ToList();
            // What stands at the top is of the file already.
            if (line is [var first, ..] && !migration.Directives.All.Any(head => head.Line == first.Line))
            {
                Add(line, statement);
            }
        }
    }

    void Add(IEnumerable<Directive> directives, int? statement) => all.AddRange(Suppression.Of(directives).Select(one => one with { Statement = statement }));

    /// <summary>Whether somebody gave a reason not to be told this of a statement, or of the file.</summary>
    /// <param name="statement">Its ordinal; none of what is said of the file.</param>
    public bool Covers(string rule, int? statement)
    {
        var covered = false;
        foreach (var one in all.Where(one => one.Rule == rule && one.HasReason && (one.Statement is null || one.Statement == statement)))
        {
            one.IsUsed = covered = true;
        }
        return covered;
    }

    /// <summary>Whether such rules are to be ignored anywhere.</summary>
    public bool NamesAny(Func<string, bool> isMeant) => all.Any(one => isMeant(one.Rule));

    /// <summary>What is wrong with them, once all statements are seen.</summary>
    /// <param name="isKnown">Whether there is a rule of that name.</param>
    /// <param name="isMeant">Of which rules it is asked.</param>
    public IEnumerable<Diagnostic> Troubles(Func<string, bool> isKnown, Func<string, bool> isMeant) =>
        all.Where(one => isMeant(one.Rule)).Select(one => one.Trouble(migration.File, isKnown(one.Rule))).OfType<Diagnostic>();
}
