namespace Turnstone.Verification.Rows;

using System.Collections.Immutable;
using Turnstone.Plans;
using Turnstone.Sql;
using Turnstone.Sql.Queries;
using Turnstone.Sql.Statements;

/// <summary>What the texts of a migration and of its undo say about rows that matter to them.</summary>
/// <param name="Hints">The rows that they look for.</param>
/// <param name="Inserted">The rows that the migration puts in.</param>
/// <param name="Copies">The tables that it makes of what a query finds: kept for its undo, and nobody else writes there.</param>
sealed record RowHints(ImmutableArray<RowHint> Hints, ImmutableArray<InsertedRow> Inserted, ImmutableArray<ObjectName> Copies)
{
    // A text that goes on for ever says what it has to say at its beginning.
    const int Most = 60;

    /// <summary>What columns are called before and behind the migration.</summary>
    public ImmutableArray<(Identifier One, Identifier Other)> Names { get; init; } = [];

    public static RowHints None { get; } = new([], [], []);

    /// <summary>Where there is no undo, nothing is asked of rows.</summary>
    /// <param name="withUndo">Whether what the undo looks for counts as well.</param>
    public static RowHints Of(PlannedMigration migration, PgVersion version, bool withUndo)
    {
        if (migration.Undo is not { Text: { } undo })
        {
            return None;
        }
        var own = migration.Steps.OfType<SqlStep>().SelectMany(step => step.Statements).SelectMany(one => SqlParts.Of(one.Sql, version)).ToList();
        var parts = withUndo ? own.Concat(SqlParts.Of(undo, version)) : own;
        return new(
            [.. parts.SelectMany(HintReader.Of).DistinctBy(Key).Take(Most)],
            [.. own.SelectMany(part => part.Node.Nodes.OfType<Insert>().Where(insert => insert.OnConflict is null).SelectMany(insert => RowsOf(part.Slice, insert)))],
            [.. own.SelectMany(part => part.Node.Nodes).Select(node => node switch { CreateTableAs made => made.Name, NewTable made => made.Name, _ => (ObjectName?)null }).OfType<ObjectName>()])
        {
            Names = [.. own.Select(part => part.Node).OfType<Rename>().Where(rename => rename.OldName is not null).Select(rename => (rename.OldName!.Value, rename.NewName))],
        };
    }

    public RowHints WithoutHints => this with { Hints = [] };

    static string Key(RowHint hint) => string.Join('\n', hint.Tables.Select(table => $"{table}").Concat(hint.Conditions.Select(one => $"{one.IsValue} {one.Text} {string.Join(' ', one.Columns.Select(column => string.Join('.', column)))}")));

    static IEnumerable<InsertedRow> RowsOf(StatementSlice slice, Insert insert) => insert.Query?.Body is not ValuesList values ? [] :
        values.Rows.Select(row => new InsertedRow(insert.Table, [.. insert.Columns.Select(column => column.Name)], [.. row.Select(value => HintReader.ConstantOf(slice, value))]));
}
