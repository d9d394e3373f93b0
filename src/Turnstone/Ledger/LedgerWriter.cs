namespace Turnstone.Ledger;

using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Turnstone.Plans;
using Turnstone.Sql;
using Turnstone.Text;

/// <summary>The statements that append rows; the ledger's own function numbers, chains and refuses.</summary>
/// <param name="token">The fencing number, or what stands for it.</param>
sealed class LedgerWriter(Identifier schema, string project, Sql token, long lockKey)
{
    /// <param name="known">An object of what is known only when the row is written, which is added to it.</param>
    public Sql Append(Sql run, StepRow row, Sql? known = null) => Append(run, row, RowJson.Default.StepRow, known);

    public Sql Append(Sql run, RunOpenedRow row, Sql? known = null) => Append(run, row, RowJson.Default.RunOpenedRow, known);

    public Sql Append(Sql run, RunClosedRow row) => Append(run, row, RowJson.Default.RunClosedRow, null);

    public Sql Append(Sql run, ClaimedRow row) => Append(run, row, RowJson.Default.ClaimedRow, null);

    public Sql Keep(KeptText kept) => $"""
        INSERT INTO {Table("content")} (sha256, length, text) VALUES ({Literal.Of(kept.Content)}, {kept.Length}, {Literal.Of(kept.Text)})
        ON CONFLICT (sha256) DO NOTHING
        """;

    /// <summary>The statements that record a step.</summary>
    public IEnumerable<Sql> Record(Sql run, StepRow row, PlannedMigration migration) => [.. Texts(row, migration), Append(run, row), .. Withdraw(run, row, migration)];

    /// <summary>The statements that keep a migration's texts; with its first step.</summary>
    public IEnumerable<Sql> Texts(StepRow row, PlannedMigration migration) => row.Step == migration.Steps[0].Ordinal ? Texts(migration).Select(Keep) : [];

    /// <summary>The statements that record, behind its last step, what a migration was written against and takes away.</summary>
    public IEnumerable<Sql> Withdraw(Sql run, StepRow row, PlannedMigration migration) =>
        row.Kind == EntryKind.StepDone && row.Step == migration.Of ? Withdraw(run, migration.Withdraws ?? []) : [];

    /// <summary>The statements that record which repeatables no longer stand; each is applied again when it can be.</summary>
    /// <param name="files">Theirs.</param>
    public IEnumerable<Sql> Withdraw(Sql run, IEnumerable<string> files) => files.Distinct().Select(file => Append(run, StepRow.Withdrawing(file)));

    public Sql Has(string kind, Sql run, string file, int step) => $"""
        SELECT EXISTS (SELECT FROM {Table("entry")} WHERE run_id = {run} AND kind = {Literal.Of(kind)}
            AND step = {step} AND payload::jsonb ->> 'file' = {Literal.Of(file)})
        """;

    static IEnumerable<KeptText> Texts(PlannedMigration migration) =>
        [migration.Kept, .. new[] { migration.Undo }.OfType<PlannedFile>().Concat(migration.Hooks ?? []).Select(file => file.Kept)];

    Sql Append<T>(Sql run, T row, JsonTypeInfo<T> json, Sql? known)
    {
        var payload = Literal.Of(JsonSerializer.Serialize(row, json));
        var whole = known is null ? (Sql)$"{payload}" : $"{payload}::pg_catalog.jsonb OPERATOR(pg_catalog.||) {known}";
        return $"SELECT {Table("append")}({Literal.Of(project)}, {token}, {lockKey}, {run}, {whole})";
    }

    QualifiedName Table(string name) => new(schema, new Identifier(name));
}
