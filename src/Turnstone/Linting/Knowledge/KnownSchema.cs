namespace Turnstone.Linting.Knowledge;

using System.Collections.Immutable;
using Turnstone.Sql;
using Turnstone.Sql.Clauses;
using Turnstone.Sql.Expressions;
using Turnstone.Sql.Statements;

/// <summary>What statements seen so far made of a database: tables, indexes, types, routines. What was not seen is not known, which is not the same as not there.</summary>
/// <remarks>A dump is statements too: a schema that was read from a server is known by the same code as the files that come after it.</remarks>
public sealed partial class KnownSchema(ImmutableArray<string> searchPath)
{
    static readonly ImmutableArray<string> Usual = ["public"];

    readonly Dictionary<KnownName, KnownTable> tables = [];
    readonly Dictionary<KnownName, KnownIndex> indexes = [];
    readonly Dictionary<KnownName, KnownType> types = [];
    readonly Dictionary<KnownName, List<KnownRoutine>> routines = [];

    /// <summary>How much is in the database; none where that is not known.</summary>
    public DatabaseFigures? Figures { get; internal init; }

    /// <summary>Where a name without a schema is made.</summary>
    string UsualSchema => searchPath.IsEmpty ? "public" : searchPath[0];

    public IEnumerable<KnownTable> Tables => tables.Values;

    /// <summary>What constraints are or were called, on whatever table.</summary>
    internal HashSet<string> ConstraintNames { get; } = new(StringComparer.Ordinal);

    public KnownTable? Table(ObjectName name) => Find(tables, name);

    public KnownTable? Table(KnownName name) => tables.GetValueOrDefault(name);

    public KnownIndex? Index(ObjectName name) => Find(indexes, name);

    public KnownType? Type(ObjectName name) => Find(types, name);

    /// <summary>All of that name, whatever their arguments.</summary>
    public IReadOnlyList<KnownRoutine> Routines(ObjectName name) => Find(routines, name) ?? [];

    T? Find<T>(Dictionary<KnownName, T> known, ObjectName name) where T : class => Key(known, name) is { } key ? known[key] : null;

    // Along the path that a name without a schema is looked for.
    KnownName? Key<T>(Dictionary<KnownName, T> known, ObjectName name) where T : class
    {
        if (name.Schema is { } schema)
        {
            var key = new KnownName(schema.Name, name.Name.Name);
            return known.ContainsKey(key) ? key : null;
        }
        foreach (var path in searchPath.IsEmpty ? Usual : searchPath)
        {
            var key = new KnownName(path, name.Name.Name);
            if (known.ContainsKey(key))
            {
                return key;
            }
        }
        return null;
    }

    KnownName NewName(ObjectName name) => new(name.Schema?.Name ?? UsualSchema, name.Name.Name);

    /// <summary>Does what a statement does, as far as it is kept.</summary>
    /// <param name="made">Where it stands; none of what was there before.</param>
    internal void Follow(Statement statement, Making? made)
    {
        FollowPart(statement, made);
        switch (statement)
        {
            case CreateTable or CreateTableAs or CreateForeignTable or CreateView or CreateMaterializedView or AlterTable or Insert or Update or AttachPartition or DetachPartition:
                FollowTable(statement, made);
                break;
            case CreateIndex index:
                FollowIndex(index, made);
                break;
            case CreateType type:
                types[NewName(type.Name)] = new(NewName(type.Name), type, made);
                break;
            case CreateDomain domain:
                types[NewName(domain.Name)] = new(NewName(domain.Name), domain, made);
                break;
            case CreateRoutine routine:
                FollowRoutine(routine, made);
                break;
            case CreateSchema schema:
                foreach (var element in schema.Elements)
                {
                    Follow(element, made);
                }
                break;
            case DropIndex drop:
                drop.Names.Select(Index).OfType<KnownIndex>().ToList().ForEach(Forget);
                break;
            case Drop drop:
                FollowDrop(drop);
                break;
            case Rename rename:
                FollowRename(rename);
                break;
            case MoveToSchema { Object: { Kind: ObjectKind.Table or ObjectKind.View or ObjectKind.MaterializedView or ObjectKind.ForeignTable } moved } move:
                Rename(moved.Name, name => name with { Schema = move.Schema.Name });
                break;
        }
        FollowKept(statement, made);
    }

    void FollowIndex(CreateIndex index, Making? made)
    {
        var table = Mentioned(index.Table);
        var name = index.Name?.Name ?? UsualName(index, table);
        KeepIndex(new KnownIndex(name, table, index) { Schema = table.Name.Schema, Made = made });
    }

    // PostgreSQL: ChooseIndexName, of names that are not cut off.
    string UsualName(CreateIndex index, KnownTable table)
    {
        var usual = $"{table.Name.Name}_{string.Join('_', index.Keys.Concat(index.Include).Select(key => key.Column?.Name ?? (key.Value as FunctionCall)?.Name.Name.Name ?? "expr"))}_idx";
        return Enumerable.Range(0, int.MaxValue).Select(number => number == 0 ? usual : $"{usual}{number}").First(name => !indexes.ContainsKey(new(table.Name.Schema, name)));
    }

    void FollowRoutine(CreateRoutine routine, Making? made)
    {
        var name = NewName(routine.Name);
        if (!routines.TryGetValue(name, out var all))
        {
            routines[name] = all = [];
        }
        var known = new KnownRoutine(name, routine, made);
        all.RemoveAll(other => other.Signature == known.Signature);
        all.Add(known);
    }

    void FollowDrop(Drop drop)
    {
        foreach (var one in drop.Objects)
        {
            switch (drop.Kind)
            {
                case ObjectKind.Table or ObjectKind.View or ObjectKind.MaterializedView or ObjectKind.ForeignTable:
                    ForgetTable(one.Name);
                    break;
                case ObjectKind.Type or ObjectKind.Domain:
                    Forget(types, one.Type?.Name ?? one.Name);
                    break;
                case ObjectKind.Function or ObjectKind.Procedure or ObjectKind.Routine:
                    Forget(routines, one.Name);
                    break;
                case ObjectKind.Schema:
                    ForgetSchema(one.Name.Name.Name);
                    break;
            }
        }
    }

    void ForgetSchema(string schema)
    {
        // With one go its partitions.
        foreach (var table in tables.Values.Where(table => table.Name.Schema == schema).ToList())
        {
            ForgetTable(table);
        }
    }

    void ForgetTable(ObjectName name)
    {
        if (Table(name) is { } table)
        {
            ForgetTable(table);
        }
    }

    void ForgetTable(KnownTable table)
    {
        tables.Remove(table.Name);
        table.Indexes.ToList().ForEach(Forget);
        table.Partitions.ToList().ForEach(ForgetTable);
        table.Parent = null;
        foreach (var shown in table.Shown)
        {
            shown.Views.Remove(table);
        }
    }

    void KeepIndex(KnownIndex index)
    {
        if (indexes.GetValueOrDefault(new(index.Schema, index.Name)) is { } replaced)
        {
            Forget(replaced);
        }
        indexes[new(index.Schema, index.Name)] = index;
        index.Table.Indexes.Add(index);
    }

    void Forget(KnownIndex index)
    {
        indexes.Remove(new(index.Schema, index.Name));
        index.Table.Indexes.Remove(index);
    }

    void Forget<T>(Dictionary<KnownName, T> known, ObjectName name) where T : class
    {
        if (Key(known, name) is { } key)
        {
            known.Remove(key);
        }
    }

    void FollowRename(Rename rename)
    {
        var target = rename.Object;
        switch (rename.Part, target.Kind)
        {
            case ("COLUMN", _):
                Table(target.Name)?.Rename(rename.OldName!.Value.Name, rename.NewName.Name);
                break;
            case ("CONSTRAINT", _):
                Table(target.Name)?.RenameConstraint(rename.OldName!.Value.Name, rename.NewName.Name);
                break;
            case (null, ObjectKind.Table or ObjectKind.View or ObjectKind.MaterializedView or ObjectKind.ForeignTable):
                Rename(target.Name, name => name with { Name = rename.NewName.Name });
                break;
            case (null, ObjectKind.Index) when Index(target.Name) is { } index:
                Forget(index);
                KeepIndex(index with { Name = rename.NewName.Name });
                break;
        }
    }

    void Rename(ObjectName name, Func<KnownName, KnownName> change)
    {
        if (Table(name) is { } table)
        {
            tables.Remove(table.Name);
            table.Name = change(table.Name);
            tables[table.Name] = table;
            foreach (var index in table.Indexes.Where(index => index.Schema != table.Name.Schema).ToList())
            {
                Forget(index);
                KeepIndex(index with { Schema = table.Name.Schema });
            }
        }
    }
}
