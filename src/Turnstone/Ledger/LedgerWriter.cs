namespace Turnstone.Ledger;

using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Turnstone.Plans;
using Turnstone.Text;

/// <summary>The statement that appends a row; the ledger's own function numbers, chains and refuses.</summary>
sealed class LedgerWriter(LedgerSchema tables, string project, long token, long lockKey)
{
    public Sql Append(string run, StepRow row) => Append(run, row, RowJson.Default.StepRow);

    public Sql Append(string run, RunOpenedRow row) => Append(run, row, RowJson.Default.RunOpenedRow);

    public Sql Append(string run, RunClosedRow row) => Append(run, row, RowJson.Default.RunClosedRow);

    public Sql Append(string run, ClaimedRow row) => Append(run, row, RowJson.Default.ClaimedRow);

    public Sql Keep(KeptText kept) => $"""
        INSERT INTO {tables.Table("content")} (sha256, length, text) VALUES ({Literal.Of(kept.Content)}, {kept.Length}, {Literal.Of(kept.Text)})
        ON CONFLICT (sha256) DO NOTHING
        """;

    public Sql Has(string kind, string run, string file, int step) => $"""
        SELECT EXISTS (SELECT FROM {tables.Table("entry")} WHERE run_id = {Literal.Of(run)} AND kind = {Literal.Of(kind)}
            AND step = {step} AND payload::jsonb ->> 'file' = {Literal.Of(file)})
        """;

    Sql Append<T>(string run, T row, JsonTypeInfo<T> json) => $"""
        SELECT {tables.Table("append")}({Literal.Of(project)}, {token}, {lockKey}, {Literal.Of(run)}, {Literal.Of(JsonSerializer.Serialize(row, json))})
        """;
}
