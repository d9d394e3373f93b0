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

    // Waiting for old snapshots counts as waiting for a lock; a limit would leave an invalid index behind, and nobody queues meanwhile.
    static readonly ImmutableArray<string> WaitsHarmlessly = ["CREATE INDEX", "DROP INDEX", "REINDEX"];

    readonly List<Diagnostic> said = [];
    readonly List<Step> steps = [];
    readonly List<PlannedStatement> part = [];
    readonly List<PlannedStatement> carried = [];
    StatementSlice? begin;

    // How many of the carried stood before the part that is being collected.
    int carriedBefore;

    bool WithoutTransaction => migration.Directives.WithoutTransaction;

    public Checked<ImmutableArray<Step>.Builder> Build()
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
        if (steps.Count == 0)
        {
            AddStep(transaction: true, []);
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
        said.Add(Diagnostic.Note("transaction-left-out", "BEGIN … COMMIT around the whole file is left out: Turnstone commits it together with its ledger row.",
            migration.File).At(statements[0].Position));
        foreach (var alone in statements.Where(statement => Need(statement) == TransactionNeed.Refused))
        {
            Refuse(alone, "not-in-transaction", $"{StatementClassifier.Verb(alone)} cannot run inside the BEGIN … COMMIT around it.",
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
            AddToPart(planned);
        }
        else if (need == TransactionNeed.Refused || WithoutTransaction && Undecided.Contains(planned.Verb))
        {
            Close();
            AddStep(transaction: false, [planned]);
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

    void AddToPart(PlannedStatement planned, bool alone = false)
    {
        if (alone)
        {
            Close();
        }
        if (part.Count == 0)
        {
            carriedBefore = carried.Count;
        }
        part.Add(planned);
        if (alone)
        {
            Close();
        }
    }

    void Control(StatementSlice statement, TransactionNeed need)
    {
        switch (need)
        {
            case TransactionNeed.Begin when WithoutTransaction && begin is null:
                Close();
                begin = statement;
                break;
            case TransactionNeed.Commit when WithoutTransaction && begin is not null:
                Close();
                begin = null;
                break;
            case TransactionNeed.Savepoint or TransactionNeed.Release or TransactionNeed.RollbackTo when begin is not null:
                AddToPart(Planned(statement));
                break;
            default:
                Refuse(statement, "transaction-control", $"{StatementClassifier.Verb(statement)} has no place here: Turnstone makes the transactions.",
                    WithoutTransaction
                        ? "In a file without a transaction only BEGIN … COMMIT pairs are taken, and savepoints within one."
                        : "Leave it out; a file is one transaction. For several, write '-- turnstone: transaction=none' at the top.");
                break;
        }
    }

    void Close()
    {
        if (part.Count > 0)
        {
            AddStep(transaction: true, [.. part]);
            part.Clear();
        }
    }

    void AddStep(bool transaction, ImmutableArray<PlannedStatement> statements)
    {
        var waitsHarmlessly = !transaction && WaitsHarmlessly.Contains(statements[0].Verb);
        steps.Add(new SqlStep(
            steps.Count + 1,
            statements.IsEmpty ? 1 : statements[0].Line,
            Digest.Of(statements.Select(statement => statement.Sha256 ?? statement.Sql)),
            transaction,
            waitsHarmlessly ? 0 : Limit("lock_timeout", settings.BlockingBudget),
            Limit("statement_timeout", settings.StatementTimeout),
            [.. carried.Take(transaction ? carriedBefore : carried.Count)],
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
            var line = statement.Position.Line + statement.Text.AsSpan(0, offset).Count('\n');
            var column = offset - (statement.Text.LastIndexOf('\n', Math.Max(offset - 1, 0)) + 1) + (line == statement.Position.Line ? statement.Position.Column : 1);
            said.Add(Diagnostic.Error("placeholder-missing", $"${{{name}}} has no value.", migration.File,
                $"Give it one: 'placeholders: {{ {name}: … }}' in turnstone.yaml; or '-- turnstone: placeholders=off' where the text is meant as it stands.")
                .At(line, column));
        }
        return placeholders.Fill(statement.Text);
    }

    long Limit(string directive, TimeSpan otherwise)
    {
        if (migration.Directives[directive] is not { } written)
        {
            return (long)otherwise.TotalMilliseconds;
        }
        if (!Duration.TryRead(written, out var limit))
        {
            said.Add(Diagnostic.Error("directive", $"'{directive}={written}' is not a duration.", migration.File, "Write 250ms, 2s, 5min, 1h; or 0."));
        }
        return (long)limit.TotalMilliseconds;
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
