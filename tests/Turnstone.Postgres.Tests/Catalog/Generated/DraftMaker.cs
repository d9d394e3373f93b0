namespace Turnstone.Postgres.Tests.Catalog.Generated;

/// <summary>Makes drafts by chance: the same of the same seed.</summary>
sealed class DraftMaker
{
    static readonly string[] Roles = ["PUBLIC", "pg_monitor", "pg_read_all_data"];

    readonly Random random;
    readonly HostileNames names;
    readonly Draft draft = new();

    DraftMaker(int seed) => (random, names) = (new(seed), new(new(seed)));

    public static Draft Make(int seed, int size = 4)
    {
        var maker = new DraftMaker(seed);
        maker.Fill(size);
        return maker.draft;
    }

    /// <summary>The draft of a seed after some edits, as somebody makes them from one day to the next.</summary>
    public static Draft Edited(int seed, int edits, int size = 4)
    {
        var maker = new DraftMaker(seed);
        maker.Fill(size);
        for (var i = 0; i < edits; i++)
        {
            maker.Edit();
        }
        return maker.draft;
    }

    void Fill(int size)
    {
        Repeat(random.Next(3), () => draft.Schemas.Add(names.Next()));
        Repeat(random.Next(size), () => draft.Types.Add(Type()));
        Repeat(random.Next(3), () => draft.Sequences.Add(Sequence()));
        Repeat(random.Next(size), () => draft.Routines.Add(Routine()));
        Repeat(1 + random.Next(size), () => draft.Tables.Add(Table()));
        Repeat(random.Next(size), () => draft.Views.Add(View()));
        Repeat(random.Next(3), () => draft.Routines.Add(Routine()));
    }

    void Edit()
    {
        switch (random.Next(14))
        {
            case 0: draft.Tables.Add(Table()); break;
            case 1: draft.Views.Add(View()); break;
            case 2: draft.Types.Add(Type()); break;
            case 3: draft.Routines.Add(Routine()); break;
            case 4: Remove(draft.Tables); break;
            case 5: Remove(draft.Views); break;
            case 6: Remove(draft.Types); break;
            case 7: Remove(draft.Routines); break;
            case 8: Change(draft.Types); break;
            case 9: Change(draft.Routines); break;
            case 10: Change(draft.Views); break;
            default: Change(draft.Tables); break;
        }
    }

    void Change<T>(List<T> parts) where T : DraftPart
    {
        if (parts.Count == 0)
        {
            return;
        }
        DraftPart part = Of(parts);
        switch (random.Next(6))
        {
            case 0: part.Comment = Maybe(0.5) ? "another comment" : null; break;
            case 1: part.Grants.Clear(); Rights(part, 0.7); break;
            default: Change(part); break;
        }
    }

    void Change(DraftPart part)
    {
        switch (part)
        {
            case DraftType { Kind: 'e' } type: type.Labels.Insert(random.Next(type.Labels.Count + 1), names.Next()); break;
            case DraftType { Kind: 'd' } type: (type.IsNotNull, type.IsChecked) = (Maybe(0.5), Maybe(0.5)); break;
            case DraftType type: type.Of = Of(ValueType.All); break;
            case DraftRoutine { Kind: RoutineKind.Scalar } routine when Maybe(0.3): routine.Returns = Of(ValueType.All); break;
            case DraftRoutine routine: (routine.Version, routine.Manner) = (routine.Version + 1, Manner()); break;
            case DraftView view when Maybe(0.3): view.Form = random.Next(7); break;
            case DraftView view when Maybe(0.3): view.IsBarrier = !view.IsBarrier; break;
            case DraftView view: view.Columns.Insert(Maybe(0.5) ? view.Columns.Count : 0, (random.Next(9), Maybe(0.5) ? names.Next() : null)); break;
            case DraftTable table: Change(table); break;
        }
    }

    void Change(DraftTable table)
    {
        switch (random.Next(16))
        {
            case 0: Remove(table.Columns); break;
            case 1: Remove(table.Indexes); break;
            case 2: Remove(table.Checks); break;
            case 3: Remove(table.ForeignKeys); break;
            case 4: Remove(table.Triggers); break;
            case 5: table.HasRowSecurity = !table.HasRowSecurity; table.Policies.Add((names.Next(), PolicyManner())); break;
            case 6: table.Columns.Insert(random.Next(table.Columns.Count + 1), Column()); break;
            case 7: table.KeyName = table.KeyName is null ? names.Next() : null; break;
            case 8: table.FillFactor = table.FillFactor == 0 ? 60 : 0; break;
            case 9: Parts(table); break;
            case 10: Remove(table.Partitions); break;
            case 11: Remove(table.Uniques); break;
            case 12: table.IsUnlogged = !table.IsUnlogged && table.PartitionBy is null; break;
            default: Change(table.Columns.Count == 0 && table.PartitionBy is null ? table.Key : Of(table.Columns.DefaultIfEmpty(new("none", ValueType.All[0])))); break;
        }
    }

    void Change(DraftColumn column)
    {
        switch (random.Next(8))
        {
            case 0: (column.Type, column.Made) = (Of(ValueType.All), null); break;
            case 1: column.IsNotNull = !column.IsNotNull; break;
            case 2: column.Default = column.Default < 0 ? random.Next(3) : -1; break;
            case 3: column.Comment = column.Comment is null ? "of a column" : null; break;
            case 4: column.Identity = column.Identity is null ? "ALWAYS" : null; break;
            case 5: column.GeneratedFrom = null; break;
            case 6: column.IsCollated = !column.IsCollated; break;
            default: column.Made = draft.Types.Count == 0 ? null : Of(draft.Types); break;
        }
    }

    DraftType Type()
    {
        var type = new DraftType(Of(draft.Schemas), names.Next(), "edc"[random.Next(3)]) { Of = Of(ValueType.All), IsNotNull = Maybe(0.3), IsChecked = Maybe(0.5) };
        Repeat(1 + random.Next(3), () => type.Labels.Add(names.Next()));
        return Decorated(type);
    }

    DraftSequence Sequence() => Decorated(new DraftSequence(Of(draft.Schemas), names.Next()) { Start = 1 + random.Next(9), Cycles = Maybe(0.3) });

    DraftRoutine Routine()
    {
        var kind = (RoutineKind)random.Next(6);
        var routine = new DraftRoutine(Of(draft.Schemas), names.Next(), kind) { Returns = Of(ValueType.All), Manner = Manner(), Rows = draft.Tables.Count == 0 ? null : Of(draft.Tables) };
        Repeat(random.Next(3), () => routine.Arguments.Add((names.Next(), Of(ValueType.All), Maybe(0.4))));
        return Decorated(routine);
    }

    string Manner() => random.Next(6) switch { 0 => "STABLE", 1 => "IMMUTABLE STRICT", 2 => "SECURITY DEFINER SET search_path = ''", 3 => "COST 7 PARALLEL SAFE", 4 => "SET \"work_mem\" = '8MB' SET search_path = pg_catalog, \"we\"\"ird\"", _ => "" };

    DraftTable Table()
    {
        var table = new DraftTable(Of(draft.Schemas), names.Next())
        {
            Key = new(Maybe(0.5) ? "id" : names.Next(), Maybe(0.6) ? ValueType.All[random.Next(2)] : Of(ValueType.All.Where(type => type.Sorts))),
            KeyName = Maybe(0.8) ? names.Next() : null,
            FillFactor = Maybe(0.2) ? 70 : 0,
            PartitionBy = Maybe(0.25) ? Of(["RANGE", "LIST", "HASH"]) : null,
            HasRowSecurity = Maybe(0.2),
        };
        table.IsUnlogged = table.PartitionBy is null && Maybe(0.1);
        if (table.PartitionBy is not null)
        {
            table.Key.Type = ValueType.All[0];
        }
        else if (table.Key.Type.IsWhole && Maybe(0.6))
        {
            table.Key.Identity = Of(["ALWAYS", "BY DEFAULT", "serial"]);
        }
        table.Parent = table.PartitionBy is null && Maybe(0.15) ? draft.Tables.Find(other => other is { PartitionBy: null, IsUnlogged: false }) : null;
        Repeat(random.Next(6), () => table.Columns.Add(Column()));
        if (table.Columns.Find(column => column.Made is null && column.Type is { IsNumber: true } or { IsText: true }) is { } from && Maybe(0.4))
        {
            table.Columns.Add(new(names.Next(), from.Type) { GeneratedFrom = from });
        }
        Parts(table);
        Repeat(random.Next(2), () => Parts(table));
        return Decorated(table);
    }

    // Something of each sort, now and then.
    void Parts(DraftTable table)
    {
        if (table.PartitionBy is not null)
        {
            Repeat(random.Next(3), () => table.Partitions.Add((names.Next(), table.Partitions.Count == 0 ? 0 : table.Partitions.Max(part => part.Place) + 1)));
            table.Rest = Maybe(0.4) ? names.Next() : null;
        }
        if (draft.Tables.Where(other => other is { KeyName: not null, Parent: null, IsUnlogged: false }).ToList() is { Count: > 0 } keyed && Maybe(0.5))
        {
            table.ForeignKeys.Add((names.Next(), names.Next(), Of(keyed), Of(["", " ON DELETE CASCADE", " ON UPDATE SET NULL DEFERRABLE", " DEFERRABLE INITIALLY DEFERRED", " NOT VALID"])));
        }
        if (table.Columns.Count > 0)
        {
            Repeat(Maybe(0.5) ? 1 : 0, () => table.Checks.Add((names.Next(), Of(table.Columns), Of(["", " NO INHERIT", " NOT VALID"]))));
            Repeat(Maybe(0.3) ? 1 : 0, () => table.Uniques.Add((names.Next(), Of(table.Columns))));
            Repeat(Maybe(0.6) ? 1 : 0, () => table.Indexes.Add(new(names.Next(), Of(table.Columns)) { Second = Maybe(0.5) ? Of(table.Columns) : null, IsUnique = Maybe(0.2), Manner = random.Next(7) }));
        }
        if (draft.Routines.Find(routine => routine.Kind == RoutineKind.Trigger) is { } fires && Maybe(0.5))
        {
            table.Triggers.Add((names.Next(), fires, Of(["BEFORE INSERT OR UPDATE", "AFTER DELETE", "AFTER UPDATE"]), Of(["", "", "DISABLE", "ENABLE ALWAYS"])));
        }
        if (Maybe(0.25))
        {
            table.Policies.Add((names.Next(), PolicyManner()));
        }
    }

    string PolicyManner() => Of(["USING (true)", "AS RESTRICTIVE FOR SELECT TO pg_monitor, PUBLIC USING (CURRENT_USER = 'it''s')", "FOR INSERT WITH CHECK (1 > 2)", "FOR UPDATE TO pg_monitor USING (true) WITH CHECK (false)"]);

    DraftColumn Column() => new(names.Next(), Of(ValueType.All))
    {
        Made = Maybe(0.2) && draft.Types.Count > 0 ? Of(draft.Types) : null,
        IsNotNull = Maybe(0.3),
        Default = Maybe(0.4) ? random.Next(3) : -1,
        Counts = Maybe(0.1) && draft.Sequences.Count > 0 ? Of(draft.Sequences) : null,
        Calls = Maybe(0.15) ? draft.Routines.Find(routine => routine.Kind == RoutineKind.Number) : null,
        IsCollated = Maybe(0.2),
        Statistics = Maybe(0.1) ? 77 : -1,
        Comment = Maybe(0.15) ? "it's a \\ column\nof two lines" : null,
        Grant = Maybe(0.1) ? Of(Roles) : null,
    };

    DraftView View()
    {
        var view = new DraftView(Of(draft.Schemas), names.Next(), Relation())
        {
            Beside = Maybe(0.3) ? Relation() : null, IsMaterialized = Maybe(0.25), IsBarrier = Maybe(0.2), Form = random.Next(7),
        };
        Repeat(1 + random.Next(3), () => view.Columns.Add((random.Next(9), Maybe(0.4) ? names.Next() : null)));
        return Decorated(view);
    }

    DraftPart Relation() => draft.Views.Count > 0 && Maybe(0.5) ? Of(draft.Views) : draft.Tables.Count > 0 ? Of(draft.Tables) : throw new InvalidOperationException("There is always a table.");

    T Decorated<T>(T part) where T : DraftPart
    {
        part.Comment = Maybe(0.2) ? Of(["one", "it's\n'two' \\ lines", "日本 $$ /* */"]) : null;
        part.HasOtherOwner = Maybe(0.08);
        Rights(part, 0.2);
        return part;
    }

    void Rights(DraftPart part, double chance)
    {
        if (Maybe(chance))
        {
            part.Grants.Add((Of(["GRANT ALL", "GRANT", "REVOKE ALL"]), Of(Roles)));
        }
    }

    bool Maybe(double chance) => random.NextDouble() < chance;

    T Of<T>(IEnumerable<T> all) => all.ElementAt(random.Next(all.Count()));

    void Remove<T>(List<T> parts)
    {
        if (parts.Count > (typeof(T) == typeof(DraftTable) ? 1 : 0))
        {
            parts.RemoveAt(random.Next(parts.Count));
        }
    }

    static void Repeat(int times, Action act)
    {
        for (var i = 0; i < times; i++)
        {
            act();
        }
    }
}
