namespace Turnstone.Postgres.Tests.Catalog.Generated;

using Turnstone.Sql;
using Turnstone.Text;

/// <summary>Writes a draft as statements, each behind what it needs.</summary>
sealed class DraftScript
{
    readonly Draft draft;
    readonly List<string> statements = [];
    readonly Dictionary<DraftPart, List<(string Name, bool Sorts)>> columns = [];
    readonly HashSet<DraftRoutine> routines = [];
    readonly HashSet<DraftTable> tables = [];

    // Whose most objects are goes unsaid, and who makes the copy has to be the same.
    int otherOwners;

    DraftScript(Draft draft) => (this.draft, otherOwners) = (draft, draft.Count / 4);

    public static IReadOnlyList<string> Of(Draft draft)
    {
        var script = new DraftScript(draft);
        script.Write();
        return script.statements;
    }

    void Write()
    {
        draft.Schemas.Skip(1).ToList().ForEach(schema => Say($"CREATE SCHEMA {Q(schema)}"));
        draft.Types.ForEach(Write);
        draft.Sequences.ForEach(Write);
        draft.Routines.ForEach(Write);
        draft.Tables.ForEach(Write);
        draft.Tables.ForEach(ForeignKeys);
        draft.Tables.ForEach(Indexes);
        draft.Routines.Where(routine => !routines.Contains(routine)).ToList().ForEach(Write);
        draft.Views.ForEach(Write);
        draft.Tables.ForEach(table => new DraftTableParts(draft, table, Say).Write());
    }

    void Say(string statement) => statements.Add(statement);

    static string Q(string name) => new Identifier(name).ToString();

    public static string Q(DraftPart part) => $"{Q(part.Schema)}.{Q(part.Name)}";

    void Write(DraftType type)
    {
        var of = type.Of.Name;
        Say(type.Kind switch
        {
            'e' => $"CREATE TYPE {Q(type)} AS ENUM ({string.Join(", ", type.Labels.Select(label => Literal.Of(label)))})",
            'c' => $"CREATE TYPE {Q(type)} AS ({string.Join(", ", type.Labels.Select((label, place) => $"{Q(label)} {(place == 0 ? of : "integer")}"))})",
            _ => $"CREATE DOMAIN {Q(type)} AS {of}{(type.IsNotNull ? " NOT NULL" : "")}{(type.IsChecked ? $" CONSTRAINT {Q(type.Labels[0])} CHECK (VALUE IS NOT NULL)" : "")}",
        });
        Belongings(type, type.Kind == 'd' ? "DOMAIN" : "TYPE", type.Kind == 'd' ? "DOMAIN" : "TYPE", Q(type), "USAGE");
    }

    void Write(DraftSequence sequence)
    {
        Say($"CREATE SEQUENCE {Q(sequence)} START {sequence.Start} MAXVALUE 1000 {(sequence.Cycles ? "CYCLE" : "")}");
        Belongings(sequence, "SEQUENCE", "SEQUENCE", Q(sequence), "USAGE");
    }

    void Write(DraftRoutine routine)
    {
        if (routine.Kind is RoutineKind.RowsOf or RoutineKind.Atomic && (routine.Rows is null || !tables.Contains(routine.Rows)))
        {
            return;
        }
        routines.Add(routine);
        var last = routine.Arguments.FindLastIndex(argument => !argument.HasDefault);
        var arguments = routine.Kind is RoutineKind.Scalar or RoutineKind.Procedure
            ? string.Join(", ", routine.Arguments.Select((argument, place) => $"{Q(argument.Name)} {argument.Type.Name}{(place > last ? $" DEFAULT {argument.Type.Defaults[0]}" : "")}"))
            : "";
        var text = $"/* {routine.Version}; */";
        Say(routine.Kind switch
        {
            RoutineKind.Trigger => $"CREATE FUNCTION {Q(routine)}() RETURNS trigger LANGUAGE plpgsql {routine.Manner} AS 'BEGIN {text} RETURN NEW; END'",
            RoutineKind.Number => $"CREATE FUNCTION {Q(routine)}() RETURNS integer LANGUAGE sql {routine.Manner} AS 'SELECT {routine.Version}'",
            RoutineKind.RowsOf => $"CREATE FUNCTION {Q(routine)}() RETURNS SETOF {Q(routine.Rows!)} LANGUAGE plpgsql {routine.Manner} AS 'BEGIN {text} END'",
            RoutineKind.Atomic => $"CREATE FUNCTION {Q(routine)}() RETURNS bigint LANGUAGE sql {routine.Manner} BEGIN ATOMIC SELECT count(*) + {routine.Version} FROM {Q(routine.Rows!)}; END",
            RoutineKind.Procedure => $"CREATE PROCEDURE {Q(routine)}({arguments}) LANGUAGE plpgsql {(routine.Manner.Contains("search_path", StringComparison.Ordinal) ? "SET search_path = ''" : "")} AS $do$BEGIN {text} END$do$",
            _ => $"CREATE FUNCTION {Q(routine)}({arguments}) RETURNS {routine.Returns.Name} LANGUAGE sql {routine.Manner} AS 'SELECT NULL::{routine.Returns.Name} {text}'",
        });
        var word = routine.Kind == RoutineKind.Procedure ? "PROCEDURE" : "FUNCTION";
        Belongings(routine, word, word, $"{Q(routine)}({(arguments.Length == 0 ? "" : string.Join(", ", routine.Arguments.Select(argument => argument.Type.Name)))})", "EXECUTE");
    }

    void Write(DraftTable table)
    {
        tables.Add(table);
        var parent = table.Parent is { } above && tables.Contains(above) ? above : null;
        var key = parent is null ? [table.Key] : Array.Empty<DraftColumn>();
        var all = key.Concat(table.Columns).ToList();
        var lines = all.Select(column => Definition(column, table)).ToList();
        lines.AddRange(table.ForeignKeys.Select(one => $"{Q(one.Column)} {one.To.Key.Type.Name}"));
        if (parent is null && table.KeyName is { } name && Sorts(table.Key))
        {
            lines.Add($"CONSTRAINT {Q(name)} PRIMARY KEY ({Q(table.Key.Name)})");
        }
        Say($"CREATE {(table.IsUnlogged ? "UNLOGGED " : "")}TABLE {Q(table)} ({string.Join(", ", lines)}){(parent is null ? "" : $" INHERITS ({Q(parent)})")}"
            + $"{(table.PartitionBy is { } by ? $" PARTITION BY {by} ({Q(table.Key.Name)})" : table.FillFactor > 0 ? $" WITH (fillfactor = {table.FillFactor})" : "")}");
        columns[table] = [.. (parent is null ? [] : columns[parent]), .. all.Select(column => (column.Name, Sorts(column))), .. table.ForeignKeys.Select(one => (one.Column, true))];
        foreach (var part in table.PartitionBy is null ? [] : table.Partitions)
        {
            Say($"CREATE TABLE {Q(table.Schema)}.{Q(part.Name)} PARTITION OF {Q(table)} FOR VALUES " + table.PartitionBy switch
            {
                "RANGE" => $"FROM ({part.Place * 10}) TO ({part.Place * 10 + 10})",
                "LIST" => $"IN ({part.Place}, {part.Place + 1000})",
                _ => $"WITH (MODULUS 32, REMAINDER {part.Place % 32})",
            });
        }
        if (table is { Rest: { } rest, PartitionBy: "RANGE" or "LIST" })
        {
            Say($"CREATE TABLE {Q(table.Schema)}.{Q(rest)} PARTITION OF {Q(table)} DEFAULT");
        }
        Belongings(table, "TABLE", "TABLE", Q(table), "SELECT, INSERT");
        foreach (var column in all)
        {
            Tune(column, table);
        }
    }

    void Tune(DraftColumn column, DraftTable table)
    {
        if (column.Statistics >= 0)
        {
            Say($"ALTER TABLE {Q(table)} ALTER COLUMN {Q(column.Name)} SET STATISTICS {column.Statistics}");
        }
        if (column.Comment is not null)
        {
            Say($"COMMENT ON COLUMN {Q(table)}.{Q(column.Name)} IS {Literal.Of(column.Comment)}");
        }
        if (column.Grant is not null)
        {
            Say($"GRANT SELECT ({Q(column.Name)}), UPDATE ({Q(column.Name)}) ON {Q(table)} TO {column.Grant}");
        }
    }

    string Definition(DraftColumn column, DraftTable table)
    {
        var made = column.Made is { } type && draft.Types.Contains(type) ? type : null;
        var isIdentity = column.Identity is not null && made is null && column.Type.IsWhole && table is { PartitionBy: null };
        var from = column.GeneratedFrom is { } given && table.Columns.Contains(given) && (given.Made is null || !draft.Types.Contains(given.Made)) && given.GeneratedFrom is null ? given : null;
        if (from is { Type: { IsNumber: false, IsText: false } })
        {
            from = null;
        }
        var words = from is not null ? $"{from.Type.Name} GENERATED ALWAYS AS ({(from.Type.IsNumber ? $"{Q(from.Name)} + 1" : $"lower({Q(from.Name)})")}) STORED"
            : isIdentity && column.Identity == "serial" ? column.Type.Name switch { "bigint" => "bigserial", "smallint" => "smallserial", _ => "serial" }
            : isIdentity ? $"{column.Type.Name} GENERATED {column.Identity} AS IDENTITY (START 5 CACHE 3)"
            : made is not null ? Q(made) + (made.Kind == 'e' && column.Default >= 0 ? $" DEFAULT {Literal.Of(made.Labels[column.Default % made.Labels.Count])}" : "")
            : $"{column.Type.Name}{(column.IsCollated && column.Type.IsText ? " COLLATE \"C\"" : "")}{Default(column)}";
        return $"{Q(column.Name)} {words}{(column.IsNotNull ? " NOT NULL" : "")}";
    }

    string Default(DraftColumn column)
    {
        var (counts, calls) = (column.Counts, column.Calls);
        return counts is not null && draft.Sequences.Contains(counts) && column.Type.IsWhole ? $" DEFAULT nextval({Literal.Of(Q(counts))})"
            : calls is not null && routines.Contains(calls) && column.Type.IsWhole ? $" DEFAULT {Q(calls)}() + 1"
            : column.Default >= 0 ? $" DEFAULT {column.Type.Defaults[column.Default % column.Type.Defaults.Length]}"
            : "";
    }

    bool Sorts(DraftColumn column) => column.Made is { } made && draft.Types.Contains(made) ? made.Kind == 'e' || made.Of.Sorts : column.Type.Sorts;

    void ForeignKeys(DraftTable table)
    {
        foreach (var one in table.ForeignKeys.Where(one => draft.Tables.Contains(one.To) && one.To is { KeyName: not null, Key.Made: null } && Sorts(one.To.Key) && (!one.To.IsUnlogged || table.IsUnlogged)))
        {
            Say($"ALTER TABLE {Q(table)} ADD CONSTRAINT {Q(one.Name)} FOREIGN KEY ({Q(one.Column)}) REFERENCES {Q(one.To)} ({Q(one.To.Key.Name)})"
                + (table.PartitionBy is null ? one.Manner : one.Manner.Replace(" NOT VALID", "", StringComparison.Ordinal)));
        }
    }

    void Indexes(DraftTable table)
    {
        foreach (var one in table.Uniques.Where(one => table.Columns.Contains(one.Column) && Sorts(one.Column)))
        {
            Say($"ALTER TABLE {Q(table)} ADD CONSTRAINT {Q(one.Name)} UNIQUE ({Q(one.Column.Name)}{(table.PartitionBy is null ? "" : $", {Q(table.Key.Name)}")})");
        }
        foreach (var one in table.Indexes.Where(one => table.Columns.Contains(one.Column) && Sorts(one.Column)))
        {
            var (name, second) = (Q(one.Column.Name), one.Second is { } other && other != one.Column && table.Columns.Contains(other) && Sorts(other) ? Q(other.Name) : null);
            var unique = one.IsUnique && table.PartitionBy is null && one.Manner != 1 ? "UNIQUE " : "";
            Say($"CREATE {unique}INDEX {Q(one.Name)} ON {Q(table)} " + one.Manner switch
            {
                1 when (one.Column.Made?.Of ?? one.Column.Type).Hashes => $"USING hash ({name})",
                2 => $"(({name} IS NULL), {name} DESC NULLS LAST)",
                3 when second is not null => $"({name}) INCLUDE ({second})",
                4 => $"({name}) WHERE {name} IS NOT NULL",
                5 => $"({name}) WITH (fillfactor = 60)",
                _ when second is not null => $"({second} DESC, {name})",
                _ => $"({name})",
            });
        }
    }

    void Write(DraftView view)
    {
        if (!columns.TryGetValue(view.Source, out var source) || source.Count == 0)
        {
            return;
        }
        var beside = view.Beside is { } other && columns.ContainsKey(other) ? other : null;
        var picked = view.Columns.Select(one => (source[one.Place % source.Count], one.Label)).Select(one => (one.Item1.Name, one.Label, one.Item1.Sorts)).DistinctBy(one => one.Label ?? one.Name).ToList();
        var list = string.Join(", ", picked.Select(one => $"a.{Q(one.Name)}{(one.Label is null ? "" : $" AS {Q(one.Label)}")}"));
        var (from, first) = ($"{Q(view.Source)} a{(beside is null ? "" : $" JOIN {Q(beside)} b ON true")}", Q(picked[0].Name));
        var sorts = picked.All(one => one.Sorts);
        var query = view.Form switch
        {
            0 => $"SELECT {list} FROM {from} WHERE a.{first} IS NOT NULL",
            1 when sorts => $"SELECT {list} FROM {from} GROUP BY {string.Join(", ", picked.Select(one => $"a.{Q(one.Name)}"))} HAVING count(*) > 1",
            2 when sorts => $"SELECT {list} FROM {from} UNION SELECT {list} FROM {from}",
            3 => $"WITH \"c te\" AS (SELECT * FROM {Q(view.Source)}) SELECT {list} FROM \"c te\" a WHERE EXISTS (SELECT FROM {from})",
            // What is sorted by twice, the server prints twice and keeps once when it reads that again.
            4 when sorts => $"SELECT DISTINCT {list} FROM {from} ORDER BY {string.Join(", ", picked.Index().DistinctBy(one => one.Item.Name).Select(one => one.Index + 1))} LIMIT 5",
            5 => $"SELECT {list} FROM {Q(view.Source)} a LEFT JOIN LATERAL (SELECT a.{first} AS \"x y\") c ON (c.\"x y\" IS NULL)",
            _ => $"SELECT {list} FROM {from}",
        };
        var kind = view.IsMaterialized ? "MATERIALIZED VIEW" : "VIEW";
        Say($"CREATE {kind} {Q(view)}{(view.IsBarrier && !view.IsMaterialized ? " WITH (security_barrier = true)" : "")} AS {query}{(view.IsMaterialized ? " WITH NO DATA" : "")}");
        columns[view] = [.. picked.Select(one => (one.Label ?? one.Name, one.Sorts))];
        Belongings(view, kind, "TABLE", Q(view), "SELECT");
    }

    void Belongings(DraftPart part, string word, string grantable, string called, string right)
    {
        foreach (var (words, role) in part.Grants)
        {
            Say($"{words}{(words == "GRANT" ? $" {right}" : "")} ON {grantable} {called} {(words.StartsWith("GRANT", StringComparison.Ordinal) ? "TO" : "FROM")} {role}");
        }
        if (part.HasOtherOwner && otherOwners-- > 0)
        {
            Say($"ALTER {word} {called} OWNER TO pg_monitor");
        }
        if (part.Comment is not null)
        {
            Say($"COMMENT ON {word} {called} IS {Literal.Of(part.Comment)}");
        }
    }
}
