namespace Turnstone.Planning;

using System.Collections.Immutable;
using Turnstone.Diagnostics;
using Turnstone.Ledger;
using Turnstone.Migrations;
using Turnstone.Plans;

/// <summary>Makes the plan that takes migrations back, newest first.</summary>
/// <remarks>Where the database is governed the text counts that the ledger kept when the migration was applied, as it was approved with it.
/// Elsewhere the file counts where there is one, so that an undo can be corrected while it is written. An older image has no file: then the
/// ledger's text serves everywhere.</remarks>
/// <param name="kept">The ledger's texts by their digest.</param>
/// <param name="ledgerDecides">Whether the ledger's text counts although there is a file with another.</param>
sealed class UndoPlanner(MigrationPlanner one, MigrationSet files, IReadOnlyDictionary<string, string> kept, bool ledgerDecides)
{
    readonly Dictionary<string, Migration> versioned = files.Versioned.ToDictionary(file => file.Version.Text);
    readonly Dictionary<string, Migration> undos = files.Undos.ToDictionary(file => file.Version.Text);
    readonly List<Diagnostic> said = [];
    readonly List<Migration> sources = [];

    /// <summary>Whether what comes after something may stay when that goes: its files are another branch's.</summary>
    public bool MayStrand { get; init; }

    /// <returns>The plan, and the files of the project with the texts that it was made of among them.</returns>
    public (Checked<Plan> Plan, MigrationSet Sources) Plan(History history, IReadOnlyList<RecordedMigration> chosen)
    {
        if (chosen is [])
        {
            return (Checked.Of(one.PlanOf(history, [])), files);
        }
        RefuseHalfWay(history);
        RefuseNeeded(history, chosen);
        var migrations = chosen.Select(PlanOne).OfType<PlannedMigration>().ToList();
        var oldest = chosen.Min(recorded => recorded.Order);
        ImmutableArray<RecordedMigration> later = [.. history.Repeatables.Where(repeatable => repeatable.Order > oldest && !repeatable.IsWithdrawn)];
        if (migrations is [var first, ..] && !later.IsEmpty)
        {
            migrations[0] = first with { Withdraws = [.. later.Select(repeatable => repeatable.File)] };
        }
        migrations.AddRange(Restored(later, oldest));
        var views = history.Repeatables.SelectMany(now => new[] { now.Before(oldest), now }).OfType<RecordedMigration>().Select(OfLedger).OfType<Migration>().ToList();
        var plan = one.PlanOf(history, migrations) with { Views = one.ViewsOf(views, mayBeLeftOut: [.. views.Select(file => file.File)]) };
        var replaced = sources.Select(source => source.File).ToHashSet();
        var all = new MigrationSet(files.Versioned, [], [.. files.Others.Where(file => !replaced.Contains(file.File)), .. sources]);
        return (Checked.Of(plan, said), all);
    }

    void RefuseHalfWay(History history)
    {
        var halfWay = history.Migrations.FirstOrDefault(recorded => recorded.IsBegun && !recorded.IsComplete && !recorded.IsUndone && recorded.Undoing is null);
        if (halfWay is not null)
        {
            said.Add(Diagnostic.Error("half-way", $"{halfWay.Name} is half-way: an undo takes back what was applied whole.", halfWay.File,
                "Nothing was changed.\nTo finish it first: turnstone apply"));
        }
    }

    // What stands was written for what is to go.
    void RefuseNeeded(History history, IReadOnlyList<RecordedMigration> chosen)
    {
        var going = chosen.ToDictionary(recorded => recorded.Version!);
        foreach (var standing in MayStrand ? [] : history.Applied.Where(recorded => !going.ContainsKey(recorded.Version!)))
        {
            if (AfterOf(standing).FirstOrDefault(needed => going.ContainsKey(needed.Version.Text)) is not { } needed)
            {
                continue;
            }
            var first = going[needed.Version.Text];
            var steps = history.Applied.Count(recorded => recorded.Order >= Math.Min(first.Order, standing.Order));
            said.Add(Diagnostic.Error("undo-needed", $"V{needed.Version} cannot go while {standing.Name} stands, which comes after it.", standing.File is "" ? null : standing.File,
                $"Nothing was changed.\nTo take both back, and what ran since: turnstone undo --steps {steps}").At(needed.Directive.Line, needed.Directive.Column));
        }
    }

    ImmutableArray<Predecessor> AfterOf(RecordedMigration standing) => versioned.GetValueOrDefault(standing.Version!) is { } file ? file.Directives.After
        : standing.Content is { } content && kept.TryGetValue(content, out var text) && Directives.Read(text, standing.File).Value is { } told ? told.After : [];

    PlannedMigration? PlanOne(RecordedMigration recorded)
    {
        var written = versioned.GetValueOrDefault(recorded.Version!)?.Directives["undo"];
        if (recorded.IsBaselined || recorded.Kind == MigrationKind.Baseline)
        {
            said.Add(Diagnostic.Error("undo-baseline", $"{recorded.Name} is part of the baseline that this database began with: there is nothing to go back to.",
                recorded.File is "" ? null : recorded.File, "Nothing was changed."));
            return null;
        }
        if (written == "none")
        {
            said.Add(Diagnostic.Error("undo-none", $"{recorded.Name} says of itself that it cannot be taken back (undo=none).", recorded.File,
                "Nothing was changed.\nWrite a new migration that repairs what it did."));
            return null;
        }
        if (SourceOf(recorded) is not { } undo)
        {
            return null;
        }
        sources.Add(undo);
        if (undo.Directives["undo"] == "lossy" || written == "lossy")
        {
            said.Add(Diagnostic.Warning("undo-lossy", $"The undo of {recorded.Name} loses data, as its header says.", undo.File));
        }
        return one.Plan(undo, recorded.Undoing?.Steps ?? [], said);
    }

    Migration? SourceOf(RecordedMigration recorded)
    {
        var file = undos.GetValueOrDefault(recorded.Version!) is { } found && MigrationPlanner.SaysSomething(found) ? found : null;
        var text = recorded.Undo is { } ledger ? OfLedger(recorded, ledger) : null;
        if (file is not null && recorded.Undo is { } applied && file.Checksum.Text != applied.Checksum)
        {
            said.Add(Diagnostic.Warning("undo-edited", ledgerDecides
                ? $"The undo of {recorded.Name} was edited after the migration was applied; the text of that time is what runs."
                : $"The undo of {recorded.Name} was edited after the migration was applied; the file as it is now is what runs.", file.File,
                ledgerDecides ? $"To have the new text count: turnstone accept-edit {recorded.Version} --reason \"…\"" : ""));
        }
        var chosen = !ledgerDecides ? file ?? text : recorded.Undo is { } undo ? SameAs(undo, file) ?? (file is null ? text : text?.AsApplied) : null;
        if (chosen is null)
        {
            said.Add(Missing(recorded, file));
        }
        return chosen;
    }

    // The file where it is the text of that time: it also has what the ledger does not keep.
    static Migration? SameAs(RecordedText undo, Migration? file) => file?.Checksum.Text == undo.Checksum ? file : null;

    Migration? OfLedger(RecordedMigration recorded, RecordedText undo)
    {
        if (undo.Kept != undo.Content || !kept.TryGetValue(undo.Content, out var text) || Checksum.Of(text).Text != undo.Checksum)
        {
            return null;
        }
        var description = recorded.Description.Replace(' ', '_');
        var directives = Directives.Read(text, undo.File);
        return new(new($"U{recorded.Version}__{description}.sql", MigrationKind.Undo, MigrationVersion.Parse(recorded.Version!), recorded.Description),
            undo.File, new SourceText(text), directives.Value ?? Directives.None, Checksum.Of(text));
    }

    Diagnostic Missing(RecordedMigration recorded, Migration? file) => (recorded.Undo, file, ledgerDecides) switch
    {
        ({ } undo, _, _) => Diagnostic.Error("undo-missing",
            $"The undo of {recorded.Name} is not kept in the ledger ({(undo.Kept is null ? "it is too long" : undo.Kept != undo.Content ? "it holds a secret" : "it copies a data file")}), and the file of that time is not here.",
            undo.File, "Nothing was changed.\nBring the file back as it was when the migration was applied."),
        (null, { } late, true) => Diagnostic.Error("undo-missing",
            $"{recorded.Name} was applied without an undo; the file that is there now came later.", late.File,
            $"Nothing was changed.\nTo have it count: turnstone accept-edit {recorded.Version} --reason \"…\""),
        _ when !versioned.ContainsKey(recorded.Version!) => Diagnostic.Error("undo-missing",
            $"{recorded.Name} ({recorded.Description}) was applied without an undo, by files that are not here.", null,
            $"Nothing was changed.\nWhere those files are, write U{recorded.Version}__{recorded.Description.Replace(' ', '_')}.sql; a throw-away database begins anew with: turnstone local reset"),
        _ => Diagnostic.Error("undo-missing", $"{recorded.Name} ({recorded.Description}) has no undo: its U file is missing, empty, or holds comments only.", recorded.File,
            $"Nothing was changed.\nWrite U{recorded.Version}__{recorded.Description.Replace(' ', '_')}.sql, or a new migration that repairs what it did."),
    };

    // A repeatable that ran after what is taken back was written for it: the text before that counts again, and the file is pending.
    IEnumerable<PlannedMigration> Restored(ImmutableArray<RecordedMigration> later, long oldest)
    {
        var restored = new List<Migration>();
        foreach (var before in later.Select(now => now.Before(oldest)).OfType<RecordedMigration>())
        {
            if (OfLedger(before) is { } file)
            {
                restored.Add(file);
                continue;
            }
            said.Add(Diagnostic.Warning("repeatable-not-restored", $"The text that {before.Name} had before is not kept in the ledger: what it made stays as it is.", before.File,
                "It runs again with the next apply."));
        }
        sources.AddRange(restored);
        return RepeatableOrder.Sort([.. restored]).Select(file => one.Plan(file, [], said)).OfType<PlannedMigration>();
    }

    Migration? OfLedger(RecordedMigration repeatable) => RecordedFiles.Kept(repeatable, kept);
}
