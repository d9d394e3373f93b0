namespace Turnstone.Planning;

using System.Collections.Immutable;
using Turnstone.Configuration;
using Turnstone.Diagnostics;
using Turnstone.Migrations;
using Turnstone.Plans;
using Turnstone.Sql;
using Turnstone.Text;

/// <summary>Groups a migration's statements into steps by what PostgreSQL allows: as much in one transaction as it takes.</summary>
sealed class StepBuilder(Migration migration, Placeholders placeholders, RunSettings settings, PgVersion version)
{
    // Whether one of these can run in a transaction depends on the catalog (a partitioned table) or on a body (COMMIT in a procedure).
    // In a file that asks for no transaction they run alone.
    static readonly ImmutableArray<string> Undecided = ["CALL", "DO", "REINDEX", "CLUSTER"];

    readonly List<Diagnostic> said = [];
    readonly List<Step> steps = [];
    readonly List<PlannedStatement> part = [];
    readonly List<PlannedStatement> carried = [];
    int carriedIntoPart;
    StatementSlice? begin;

    bool WithoutTransaction => migration.Directives.WithoutTransaction;

    /// <param name="done">How many of the steps a database has behind it; one more is left, be it an empty one that completes the migration.</param>
    public Checked<ImmutableArray<Step>.Builder> Build(int done)
    {
        var reader = new StatementReader(new StringReader(migration.Text));
        List<StatementSlice> statements = [];
        while (reader.Read() is { } statement)
        {
            statements.Add(statement);
        }
        said.AddRange(reader.Errors.Select(error => Diagnostic.Of(error, migration.File)));
        foreach (var statement in WithoutOuterTransaction(statements))
        {
            Add(statement);
        }
        if (begin is not null)
        {
            Refuse(begin, "transaction-control", "This BEGIN has no COMMIT.", "Add the COMMIT, or leave both out.");
        }
        Close();
        if (steps.Count == 0 && said.All(one => one.Severity != Severity.Error))
        {
            said.Add(Diagnostic.Warning("empty-migration", "There is no statement in it: it will count as applied, and what is written into it later as an edit.",
                migration.File, "Write it before it is applied, or delete the file."));
        }
        if (steps.Count == done)
        {
            AddStep(transaction: true, [], carried.Count);
        }
        var built = ImmutableArray.CreateBuilder<Step>(steps.Count);
        built.AddRange(steps);
        return Checked.Of(built, said);
    }

    // A BEGIN … COMMIT around the whole file says what is done anyway.
    List<StatementSlice> WithoutOuterTransaction(List<StatementSlice> statements)
    {
        if (WithoutTransaction || statements.Count < 2 || Need(statements[0]) != TransactionNeed.Begin || Need(statements[^1]) != TransactionNeed.Commit
            || statements.Take(1..^1).Any(statement => IsControl(Need(statement))))
        {
            return statements;
        }
        RefuseOptions(statements[0]);
        said.Add(Diagnostic.Note("transaction-left-out", "BEGIN … COMMIT around the whole file is left out: Turnstone commits it together with its ledger row.",
            migration.File).At(statements[0].Position));
        foreach (var alone in statements.Where(statement => Need(statement) == TransactionNeed.Refused))
        {
            Refuse(alone, "not-in-transaction", $"This {StatementClassifier.Verb(alone)} cannot run in a transaction, and BEGIN … COMMIT is around it.",
                "Leave BEGIN and COMMIT out: Turnstone makes the transactions, and runs this statement outside of one.");
        }
        return statements[1..^1];
    }

    void Add(StatementSlice statement)
    {
        if (statement.CopiesFromStdin)
        {
            Refuse(statement, "copy-from-stdin", "COPY … FROM stdin is not built yet.", "Write the rows as INSERT statements.");
            return;
        }
        if (StatementClassifier.Verb(statement) == "DISCARD ALL")
        {
            Refuse(statement, "discard-all", "DISCARD ALL frees the lock that keeps a second run away.",
                "Take it out: every migration begins in a session without leftovers.");
            return;
        }
        var need = Need(statement);
        if (IsControl(need))
        {
            Control(statement, need);
            return;
        }
        var planned = Planned(statement);
        if (begin is not null)
        {
            AddInside(statement, need, planned);
        }
        else if (need == TransactionNeed.Refused || WithoutTransaction && Undecided.Contains(planned.Verb))
        {
            Close();
            AddStep(transaction: false, [planned], carried.Count, StatementClassifier.IsConcurrentIndex(statement));
        }
        else
        {
            AddToPart(planned, alone: WithoutTransaction || need == TransactionNeed.OwnTransaction);
        }
        if (CarriesOn(statement, planned.Verb, need))
        {
            carried.Add(planned);
        }
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
            Refuse(statement, "not-in-transaction", $"This {planned.Verb} cannot run in a transaction, and BEGIN … COMMIT is around it.", "Put it before the BEGIN or behind the COMMIT.");
        }
        Join(planned);
    }

    // Only what earlier steps set comes before a part: what the part sets itself, it sets where it says so.
    void Join(PlannedStatement planned)
    {
        carriedIntoPart = part.Count == 0 ? carried.Count : carriedIntoPart;
        part.Add(planned);
    }

    void Control(StatementSlice statement, TransactionNeed need)
    {
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
            case TransactionNeed.Savepoint or TransactionNeed.Release or TransactionNeed.RollbackTo when begin is not null:
                Join(Planned(statement));
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
        if (part.Count > 0)
        {
            AddStep(transaction: true, [.. part], carriedIntoPart);
            part.Clear();
        }
    }

    // A concurrent build's waiting for old snapshots counts as waiting for a lock; a limit would leave an invalid index behind, and nobody
    // queues meanwhile.
    void AddStep(bool transaction, ImmutableArray<PlannedStatement> statements, int carriedBefore, bool waitsHarmlessly = false)
    {
        steps.Add(new SqlStep(
            steps.Count + 1,
            statements.IsEmpty ? 1 : statements[0].Line,
            Digest.Of(statements.Select(statement => statement.Sha256 ?? statement.Sql)),
            transaction,
            waitsHarmlessly ? 0 : (long)(migration.Directives.LockTimeout ?? settings.BlockingBudget).TotalMilliseconds,
            (long)(migration.Directives.StatementTimeout ?? settings.StatementTimeout).TotalMilliseconds,
            [.. carried.Take(carriedBefore)],
            statements));
    }

    PlannedStatement Planned(StatementSlice statement)
    {
        var text = migration.Directives.WithoutPlaceholders ? statement.Text : Filled(statement);
        var shown = Masking.MaskSql(text);
        return new(statement.Ordinal, statement.Position.Line, statement.Position.Column, StatementClassifier.Verb(statement), shown,
            StatementClassifier.ReportsRows(statement), shown == text ? null : Digest.Of(text));
    }

    string Filled(StatementSlice statement)
    {
        foreach (var (name, offset) in placeholders.Missing(statement.Text))
        {
            said.Add(Diagnostic.Error("placeholder-missing", $"${{{name}}} has no value.", migration.File,
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

    void Refuse(StatementSlice statement, string rule, string message, string help) =>
        said.Add(Diagnostic.Error(rule, message, migration.File, help).At(statement.Position));
}
