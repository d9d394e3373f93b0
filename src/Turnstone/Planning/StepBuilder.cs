namespace Turnstone.Planning;

using System.Collections.Immutable;
using Turnstone.Configuration;
using Turnstone.Diagnostics;
using Turnstone.Migrations;
using Turnstone.Plans;
using Turnstone.Sql;
using Turnstone.Sql.PlPgSql;
using Turnstone.Text;

/// <summary>Groups a migration's statements into steps by what PostgreSQL allows: as much in one transaction as it takes.</summary>
sealed partial class StepBuilder(Migration migration, Placeholders placeholders, RunSettings settings, PgVersion version) : IDisposable
{
    // Whether one of these can run in a transaction depends on the catalog (a partitioned table) or on a body (COMMIT in a procedure).
    // In a file that asks for no transaction they run alone, but for a DO whose body shows that it cannot end one.
    static readonly ImmutableArray<string> Undecided = ["CALL", "DO", "REINDEX", "CLUSTER"];

    // More than that nobody reads, and a long file must not fill the memory with them.
    const int MostComplaints = 1000;

    readonly List<Diagnostic> said = [];
    readonly List<Diagnostic> withinOuter = [];
    readonly List<Step> steps = [];
    readonly List<PlannedStatement> carried = [];
    readonly StepDraft part = new(migration.Text.Whole is not null);
    readonly FileForm form = migration.Kind != MigrationKind.Assert ? FileForm.Migration
        : TapCalls.AreIn(migration, text => migration.Directives.WithoutPlaceholders ? text : placeholders.Fill(text), version) ? FileForm.Tap : FileForm.Asserts;
    readonly OuterTransaction outer = new(migration.Kind == MigrationKind.Assert ? TransactionNeed.Rollback : TransactionNeed.Commit);
    LockForecast locks = new();
    int carriedIntoPart;
    StatementSlice? begin;

    bool WithoutTransaction => form == FileForm.Migration && migration.Directives.WithoutTransaction;

    /// <summary>Goes over the migration once, however long it is.</summary>
    /// <param name="before">The steps of a file that runs together with this one, in front of it.</param>
    /// <param name="hook">Whether it is part of another file's migration.</param>
    public Checked<BuiltSteps> Build(BuiltSteps before, bool hook)
    {
        steps.AddRange(before.All);
        carried.AddRange(before.Carried);
        part.File = hook ? migration.File : null;
        using (var reader = new MigrationReader(migration))
        {
            while (reader.Read() is { } statement)
            {
                said.AddRange(StatementDirectives.Troubles(reader.Marks, hasStatement: true, migration));
                See(statement, reader);
            }
            said.AddRange(StatementDirectives.Troubles(reader.Marks, hasStatement: false, migration));
            said.AddRange(reader.Errors.Select(error => Diagnostic.Of(error, migration.File)));
        }
        if (begin is not null)
        {
            Refuse(begin, "transaction-control", "This BEGIN has no COMMIT.", "Add the COMMIT, or leave both out.");
        }
        EndOuterTransaction();
        Close();
        if (!hook && migration.Kind is not (MigrationKind.Hook or MigrationKind.Assert) && steps.Count == before.All.Length && said.All(one => one.Severity != Severity.Error))
        {
            said.Add(Diagnostic.Warning("empty-migration", "There is no statement in it: it will count as applied, and what is written into it later as an edit.",
                migration.File, "Write it before it is applied, or delete the file."));
        }
        ImmutableArray<Step> all = [.. steps];
        AddStep(transaction: true, carried.Count);
        return Checked.Of(new BuiltSteps(all, [.. carried], steps[^1]), said.OrderBy(one => one.Line ?? int.MaxValue).ThenBy(one => one.Column));
    }

    public void Dispose() => part.Dispose();

    void See(StatementSlice statement, MigrationReader reader)
    {
        var need = Need(statement);
        if (reader.IsAssert)
        {
            RefuseUnasserted(statement);
        }
        if (!WithoutTransaction && outer.Take(statement, need))
        {
            return;
        }
        if (outer.IsPossible && need == TransactionNeed.Refused)
        {
            withinOuter.Add(Refusal(statement, "not-in-transaction", $"This {StatementClassifier.Verb(statement)} cannot run in a transaction, and BEGIN … COMMIT is around it.",
                "Leave BEGIN and COMMIT out: Turnstone makes the transactions, and runs this statement outside of one."));
        }
        Add(statement, need, reader);
    }

    // A BEGIN … COMMIT around the whole file says what is done anyway.
    void EndOuterTransaction()
    {
        if (outer.Begin is { } first && form == FileForm.Migration)
        {
            said.Add(Diagnostic.Note("transaction-left-out", "BEGIN … COMMIT around the whole file is left out: Turnstone commits it together with its ledger row.",
                migration.File).At(first.Position));
            RefuseOptions(first);
            said.AddRange(withinOuter);
        }
        foreach (var control in outer.Mistaken())
        {
            Control(control, Need(control));
        }
    }

    void Add(StatementSlice statement, TransactionNeed need, MigrationReader reader)
    {
        if (RefusesRows(statement))
        {
            return;
        }
        if (IsControl(need))
        {
            Control(statement, need);
            return;
        }
        var planned = Asserted(Planned(statement, statement.CopiesFromStdin ? Rows(reader) : null), statement, reader);
        if (Refuses(statement, planned.Verb))
        {
            return;
        }
        if (begin is not null || form != FileForm.Migration)
        {
            AddInside(statement, need, planned);
        }
        else if (need == TransactionNeed.Refused || WithoutTransaction && Undecided.Contains(planned.Verb) && !IsAtomic(statement))
        {
            Close();
            part.Add(WithLocks(planned));
            AddStep(transaction: false, carried.Count, StatementClassifier.IsConcurrentIndex(statement));
            steps[^1] = (SqlStep)steps[^1] with { Recovery = Recovery.Of(Parser.Parse(statement with { Text = WithValues(statement) }, version)) };
        }
        else
        {
            AddToPart(planned, alone: WithoutTransaction || need == TransactionNeed.OwnTransaction);
        }
        // What an assert sets is taken back behind it.
        if (!planned.Assert && CarriesOn(statement, planned.Verb, need))
        {
            carried.Add(planned);
        }
    }

    // A DO whose body says so runs in a transaction, together with its row of the ledger: cut off, nobody need find out how far it came.
    bool IsAtomic(StatementSlice statement) => PlBody.Of(Parser.Parse(statement with { Text = WithValues(statement) }, version), version) is { MayEndTransaction: false };

    static CopiedRows Rows(MigrationReader reader)
    {
        if (reader.DataFile is { } file)
        {
            return new(file.Text.Sha256, file.Text.Length, reader.RowsLine, file.File);
        }
        using var hash = new TextHash();
        hash.Append(reader.OpenRows());
        var length = hash.Length;
        return new(hash.Finish(), length, reader.RowsLine, null);
    }

    void AddToPart(PlannedStatement planned, bool alone)
    {
        if (alone)
        {
            Close();
        }
        Join(planned);
        if (alone)
        {
            Close();
        }
    }

    void AddInside(StatementSlice statement, TransactionNeed need, PlannedStatement planned)
    {
        if (need == TransactionNeed.Refused)
        {
            Refuse(statement, "not-in-transaction", form == FileForm.Migration
                ? $"This {planned.Verb} cannot run in a transaction, and BEGIN … COMMIT is around it."
                : $"This {planned.Verb} cannot run in a transaction, and asserts do.", form == FileForm.Migration ? "Put it before the BEGIN or behind the COMMIT." : "Take it out.");
        }
        Join(planned);
    }

    // Only what earlier steps set comes before a part: what the part sets itself, it sets where it says so.
    void Join(PlannedStatement planned)
    {
        carriedIntoPart = part.IsEmpty ? carried.Count : carriedIntoPart;
        part.Add(WithLocks(planned));
    }

    PlannedStatement WithLocks(PlannedStatement planned) => planned with { MayBlock = locks.MayBlock(new TokenReader(planned.Sql)) };

    void Control(StatementSlice statement, TransactionNeed need)
    {
        if (form != FileForm.Migration && need is TransactionNeed.Begin or TransactionNeed.Commit or TransactionNeed.Rollback)
        {
            Refuse(statement, "transaction-control", $"{StatementClassifier.Verb(statement)} has no place here: asserts run in one transaction, which changes nothing.", "Leave it out; or one BEGIN … ROLLBACK around the whole file.");
            return;
        }
        switch (need)
        {
            case TransactionNeed.Begin when WithoutTransaction && begin is null:
                Close();
                RefuseOptions(statement);
                begin = statement;
                break;
            case TransactionNeed.Commit when WithoutTransaction && begin is not null:
                Close();
                begin = null;
                break;
            case TransactionNeed.Savepoint or TransactionNeed.Release or TransactionNeed.RollbackTo when begin is not null || form == FileForm.Tap:
                Join(Planned(statement, null));
                break;
            default:
                Refuse(statement, "transaction-control", $"{StatementClassifier.Verb(statement)} has no place here: Turnstone makes the transactions.",
                    WithoutTransaction
                        ? "In a file without a transaction only BEGIN … COMMIT pairs are taken, and savepoints within one."
                        : "Leave it out; a file is one transaction. For several, write '-- turnstone: transaction=none' at the top.");
                break;
        }
    }

    // The BEGIN that runs is ours: a level or a mode that is written on theirs would be lost without a word.
    void RefuseOptions(StatementSlice statement)
    {
        var words = new TokenReader(statement);
        _ = words.Take("START TRANSACTION") || words.Take("BEGIN TRANSACTION") || words.Take("BEGIN WORK") || words.Take("BEGIN");
        if (!words.AtEnd)
        {
            Refuse(statement, "transaction-options", "The options of this BEGIN would be lost: Turnstone writes the BEGIN.",
                "Write them as the first statement: SET TRANSACTION ISOLATION LEVEL …");
        }
    }

    void Close()
    {
        if (!part.IsEmpty)
        {
            AddStep(transaction: true, carriedIntoPart);
        }
    }

    // A concurrent build's waiting for old snapshots counts as waiting for a lock; a limit would leave an invalid index behind, and nobody
    // queues meanwhile.
    void AddStep(bool transaction, int carriedBefore, bool waitsHarmlessly = false)
    {
        var line = part.Line;
        locks = new();
        var (digest, statements, range) = part.Take();
        steps.Add(new SqlStep(
            steps.Count + 1,
            line,
            digest,
            transaction,
            waitsHarmlessly ? 0 : (long)(migration.Directives.LockTimeout ?? migration.Directives.BlockingBudget ?? settings.BlockingBudget).TotalMilliseconds,
            (long)(migration.Directives.StatementTimeout ?? settings.StatementTimeout).TotalMilliseconds,
            [.. carried.Take(carriedBefore)],
            statements,
            range)
        {
            Tap = form == FileForm.Tap,
            BlockingBudgetMs = Milliseconds(migration.Directives.BlockingBudget),
            MaxHoldMs = Milliseconds(migration.Directives.MaxHold),
            LockDeadlineMs = Milliseconds(migration.Directives.LockDeadline),
            ConcurrentWaitDeadlineMs = Milliseconds(migration.Directives.ConcurrentWaitDeadline),
            ConcurrentStallMs = Milliseconds(migration.Directives.ConcurrentStall),
        });
    }

    static long? Milliseconds(TimeSpan? time) => (long?)time?.TotalMilliseconds;

    PlannedStatement Planned(StatementSlice statement, CopiedRows? rows) =>
        PlannedStatement.Of(statement, migration.Directives.WithoutPlaceholders ? statement.Text : Filled(statement), rows) with { File = part.File };

    string WithValues(StatementSlice statement) => migration.Directives.WithoutPlaceholders ? statement.Text : placeholders.Fill(statement.Text);

    string Filled(StatementSlice statement)
    {
        foreach (var (name, offset) in placeholders.Missing(statement.Text))
        {
            Say(Diagnostic.Error("placeholder-missing", $"${{{name}}} has no value.", migration.File,
                $"Give it one: 'placeholders: {{ {name}: … }}' in turnstone.yaml; or '-- turnstone: placeholders=off' where the text is meant as it stands.")
                .At(statement.Position.After(statement.Text.AsSpan(0, offset))));
        }
        return placeholders.Fill(statement.Text);
    }

    // The settings of a file hold to its end, also where it falls into several steps and the next one runs in another session.
    static bool CarriesOn(StatementSlice statement, string verb, TransactionNeed need) =>
        verb is "SET" or "RESET" or "SET ROLE" && need != TransactionNeed.OnlyInside
        || verb == "SELECT" && statement.Text.Contains("set_config", StringComparison.OrdinalIgnoreCase);

    TransactionNeed Need(StatementSlice statement) => StatementClassifier.Classify(statement, version);

    static bool IsControl(TransactionNeed need) => need >= TransactionNeed.Begin;

    void Refuse(StatementSlice statement, string rule, string message, string help) => Say(Refusal(statement, rule, message, help));

    Diagnostic Refusal(StatementSlice statement, string rule, string message, string help) =>
        Diagnostic.Error(rule, message, migration.File, help).At(statement.Position);

    void Say(Diagnostic complaint)
    {
        if (said.Count < MostComplaints)
        {
            said.Add(complaint);
        }
    }
}
