namespace Turnstone.Planning;

using System.Runtime.CompilerServices;
using Turnstone.Configuration;
using Turnstone.Diagnostics;
using Turnstone.Ledger;
using Turnstone.Migrations;
using Turnstone.Plans;
using Turnstone.Sql;
using Turnstone.Text;

/// <summary>Makes the plan: what of the files is still to be done in a database with this history, step by step.</summary>
/// <remarks>A function of its arguments: it asks no database and no clock, and gives the same plan for the same files and history.</remarks>
public sealed class Planner(Settings settings, EnvironmentSettings? environment, PgVersion server)
{
    // A file is gone over once, although a plan is made before the lock is taken and again under it.
    readonly ConditionalWeakTable<Migration, Checked<BuiltSteps>> built = [];
    readonly RunSettings run = environment?.Run ?? settings.Run;
    readonly Placeholders placeholders = new(settings.Placeholders);

    internal PgVersion Server => server;

    /// <param name="to">The last version to be applied; none for all.</param>
    public Checked<Plan> Plan(Standing standing, MigrationVersion? to)
    {
        var (files, history, statuses, _) = standing;
        var said = Complain(standing).ToList();
        if (to is not null && files.Versioned.All(file => file.Version != to))
        {
            said.Add(Diagnostic.Error("no-such-version", $"There is no migration of version {to}.", help: "'turnstone status' lists them."));
        }
        var migrations = new List<PlannedMigration>();
        // What is half-way comes first: the rest was written for the schema that it leaves.
        foreach (var status in statuses.Where(status => IsToDo(status) && (to is null || status.Version <= to)).OrderBy(status => status.Recorded is null))
        {
            if (PlanOne(status, said) is { } planned)
            {
                migrations.Add(planned);
            }
        }
        return Checked.Of(new Plan(settings.Project, environment?.Name, (int)server, settings.SearchPath, history.Head, [.. migrations]), said);
    }

    /// <summary>What does not fit between the files and the ledger.</summary>
    public IEnumerable<Diagnostic> Complain(Standing standing) => standing.Statuses.SelectMany(Complaints);

    static bool IsToDo(MigrationStatus status) =>
        status.State is MigrationState.Pending or MigrationState.OutOfOrder or MigrationState.HalfWay && status.File is not null;

    PlannedMigration? PlanOne(MigrationStatus status, List<Diagnostic> said)
    {
        var file = status.File!;
        var done = status.Recorded?.Steps.Where(step => step.State == StepState.Done).ToList() ?? [];
        var made = StepsOf(file);
        said.AddRange(made.Diagnostics);
        if (!made.Passed)
        {
            return null;
        }
        var steps = made.Value.After(done.Count);
        foreach (var recorded in done)
        {
            if (recorded.Ordinal > steps.Length || steps[recorded.Ordinal - 1].Digest != recorded.Digest)
            {
                said.Add(Edited(file, steps.ElementAtOrDefault(recorded.Ordinal - 1)?.Line ?? 1, recorded.Ordinal));
                return null;
            }
        }
        var behind = done.Select(recorded => recorded.Ordinal).ToHashSet();
        return new(
            file.Version.Text, file.Name.Description, file.File, file.Checksum.Text, file.Text.Sha256, file.Text.Length,
            file.Text is { Whole: { } whole, Length: var length } && length <= settings.KeepText ? Masking.MaskSql(whole) : null,
            file.Directives.Author, file.Directives.Ticket, file.Directives.Context, steps.Length,
            [.. steps.Where(step => !behind.Contains(step.Ordinal))]);
    }

    Checked<BuiltSteps> StepsOf(Migration file) => built.GetValue(file, one =>
    {
        using var builder = new StepBuilder(one, placeholders, run, server);
        return builder.Build();
    });

    static Diagnostic Edited(Migration file, int line, int step) =>
        Diagnostic.Error("half-way-edited", $"Step {step} of this half-way migration is done and says something else now.", file.File,
            "Put it back as it was; what comes after the last finished step may be edited.").At(line, 1);

    IEnumerable<Diagnostic> Complaints(MigrationStatus status)
    {
        switch (status.State)
        {
            case MigrationState.Changed:
                yield return Diagnostic.Error("checksum-changed",
                    $"V{status.Version} was applied on {status.Recorded!.At:yyyy-MM-dd} and its file was edited since.", status.File!.File,
                    $"Put it back (git checkout) and write a new migration; or, if the edit is meant: turnstone accept-edit {status.Version} --reason \"…\" (not built yet)") with
                {
                    Details = (status.AppliedText, status.File.Text.Whole) is ({ } applied, { } now) ? TextDiff.Of(applied, Masking.MaskSql(now)) : null,
                };
                break;
            case MigrationState.Missing:
                yield return Diagnostic.Error("file-missing",
                    $"V{status.Version} ({status.Description}) was applied on {status.Recorded!.At:yyyy-MM-dd} and its file, {status.Recorded.File}, is gone.",
                    help: "Bring the file back (git log --diff-filter=D --name-only).");
                break;
            case MigrationState.HalfWay when status.File is null:
                yield return Diagnostic.Error("half-way-without-file",
                    $"V{status.Version} ({status.Description}) is half-way and its file, {status.Recorded!.File}, is not here.",
                    help: "Run the set of files that began it: they know the steps that are left.");
                break;
            case MigrationState.Future:
                yield return Diagnostic.Warning("future-version",
                    $"V{status.Version} ({status.Description}) was applied by a newer set of files than this one.",
                    help: "An older image runs against a newer database: nothing to do where that is meant.");
                break;
            case MigrationState.OutOfOrder when settings.OutOfOrder != OutOfOrder.Allow:
                yield return OutOfOrderComplaint(status);
                break;
            case MigrationState.Applied when status.File!.Name.Description != status.Recorded!.Description:
                yield return Diagnostic.Warning("file-renamed",
                    $"V{status.Version} was applied as '{status.Recorded.Description}'; its text is the same.", status.File.File);
                break;
        }
    }

    Diagnostic OutOfOrderComplaint(MigrationStatus status) => Diagnostic.Error("out-of-order",
        settings.OutOfOrder == OutOfOrder.Refuse
            ? $"V{status.Version} comes before versions that are applied already."
            : $"V{status.Version} comes before versions that are applied already, and nothing has proved that the order does not matter: that takes verify, which is not built yet.",
        status.File!.File, "Give it a newer version (rename the file), or set 'out_of_order: allow' in turnstone.yaml.");
}
