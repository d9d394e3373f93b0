namespace Turnstone.Ledger;

using Turnstone.Sql;
using Turnstone.Text;

/// <summary>What a run asks of the ledger and writes into it before its first row.</summary>
sealed class LedgerOpening(Identifier schema, string project)
{
    /// <summary>The hash of the newest row and its run; no row before the first run.</summary>
    public Sql Last => $"SELECT run_id::text, hash FROM {Table("entry")} WHERE project = {Literal.Of(project)} ORDER BY id DESC LIMIT 1";

    /// <summary>The runs that never ended.</summary>
    public Sql Unclosed => $"""
        SELECT opened.run_id::text FROM {Table("entry")} opened
        WHERE opened.project = {Literal.Of(project)} AND opened.kind = {Literal.Of(EntryKind.RunOpened)} AND NOT EXISTS
            (SELECT FROM {Table("entry")} closed WHERE closed.run_id = opened.run_id AND closed.kind = {Literal.Of(EntryKind.RunClosed)})
        """;

    /// <summary>What those are closed with: they never wrote their last row.</summary>
    public static RunClosedRow Abandoned { get; } = new(EntryKind.RunClosed, "abandoned", 0, null);

    /// <summary>Fences off whoever wrote before and is still alive; gives the number to write with.</summary>
    public Sql TakeFence(Guid run) => $"""
        INSERT INTO {Table("fence")} AS f (project, token, run_id) VALUES ({Literal.Of(project)}, 1, {LedgerRun.RunOf(run)})
        ON CONFLICT (project) DO UPDATE SET token = f.token + 1, run_id = excluded.run_id
        RETURNING token
        """;

    public QualifiedName Table(string name) => new(schema, new Identifier(name));
}
