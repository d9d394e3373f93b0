namespace Turnstone.Linting.Rules.Files;

using Turnstone.Diagnostics;
using Turnstone.Migrations;
using Turnstone.Sql;

/// <summary>A table that one release locks again and again.</summary>
sealed class HotTableTouchedByManyFiles : SetRule
{
    public override string Name => "hot-table-touched-by-many-files";

    public override RuleTopic Topic => RuleTopic.Files;

    public override Severity Severity => Severity.Info;

    internal override bool TakesLimit => true;

    internal override bool IsOfRelease => true;

    public override string Danger => "Each migration commits by itself: a table that three of them change is locked three times in one release, each time behind the longest query that runs on it, and everybody else waits behind that.";

    public override string Cure => "Put what takes the same lock into one migration, and several actions into one ALTER TABLE.";

    public override string Limits => "Said with `--since`, which tells what is released together: at the last file that locks the table against writes, where three do, or as many as `limit` says. A table that is new is nobody else's.";

    const int Usual = 3;

    /// <summary>A strong lock.</summary>
    sealed record Locked(StatementPlace Place, ObjectName Table) : SetNote(Place);

    protected internal override IEnumerable<SetNote> Note(LintContext context) =>
        context is { IsInBlock: false, File: { IsPending: true, Migration.Kind: MigrationKind.Versioned } }
            ? context.Locks.Where(one => one.Mode >= LockMode.Share && context.IsInUse(one.Table))
                .Select(one => new Locked(context.Place, context.Known.Table(one.Table) is { } table ? context.Known.Written(table) : one.Table))
            : [];

    protected internal override IEnumerable<Finding> Check(SetContext context)
    {
        var most = context.Options.Of(this).Limit ?? Usual;
        foreach (var table in context.Notes.OfType<Locked>().GroupBy(note => note.Table))
        {
            var files = table.Select(note => note.Place.File).DistinctBy(file => file.Place).ToList();
            if (files.Count >= most && table.Last().Place is var place)
            {
                yield return Finding.At(place, new(0, place.Slice.Text.Length), $"{table.Key.Shown()} is locked by {files.Count} migrations that are released together: {string.Join(", ", files.Select(file => Path.GetFileName(file.Migration.File)))}.");
            }
        }
    }
}
