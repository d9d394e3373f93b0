namespace Turnstone.Catalog.Objects;

using Turnstone.Text;

/// <summary>What tables and foreign tables have alike: columns, rules, and what is above them, of which they are a partition or inherit.</summary>
static class TableParts
{
    public static bool IsPartition(ObjectId table, Schema schema) => schema.Objects.ContainsKey(Partition.Named(table));

    /// <summary>The tables above.</summary>
    public static IEnumerable<ObjectId> Above(ObjectId table, Schema schema) => schema.PartsOf<Partition>(table).Select(part => part.Parent).Concat(Inherited(table, schema).Select(one => one.Parent));

    /// <summary>The table, and those above it up to the topmost.</summary>
    public static IEnumerable<ObjectId> Lineage(ObjectId table, Schema schema) => Above(table, schema).SelectMany(above => Lineage(above, schema)).Prepend(table);

    /// <summary>The tables that are above before and after; a partition that is to have other rows is none meanwhile.</summary>
    public static IEnumerable<ObjectId> StillAbove(ObjectId table, Change change) =>
        change.From.PartsOf<Partition>(table).FirstOrDefault()?.Bound != change.To.PartsOf<Partition>(table).FirstOrDefault()?.Bound ? [] : Above(table, change.From).Intersect(Above(table, change.To));

    /// <summary>The tables that are below before and after, and those below them.</summary>
    public static IEnumerable<ObjectId> StillBelow(ObjectId table, Change change) => change.From.DependentsOf(table).Where(id => change.From.Objects[id] is Partition or Inheritance)
        .Select(id => id.Of!).Where(below => StillAbove(below, change).Contains(table)).SelectMany(below => StillBelow(below, change).Prepend(below));

    /// <summary>Whether something of a table is held by the table above, or by something of it, no more: the two part.</summary>
    public static bool IsParted(ObjectId table, ObjectId needed, Change change) =>
        (needed.Of ?? needed) is var above && Above(table, change.From).Contains(above) && !Above(table, change.To).Contains(above);

    /// <summary>What CREATE makes with it.</summary>
    public static IEnumerable<SchemaObject> MadeWith(ObjectId table, Schema schema) =>
        [.. schema.PartsOf<Column>(table).SelectMany(column => column.CreatedWith(schema).Prepend(column)), .. Rules(table, schema), .. InheritedRules(table, schema), .. Inherited(table, schema)];

    /// <summary>Its columns and rules in parentheses, and what it inherits from.</summary>
    public static Sql Body(ObjectId table, Schema schema)
    {
        var lines = Columns(table, schema).Select(column => column.Definition(schema)).Concat(Rules(table, schema).Select(one => one.Inline)).Select(line => (Sql)$"\n    {line}");
        var parents = Inherited(table, schema).Select(one => one.Parent.Sql).ToList();
        Sql inherits = parents.Count == 0 ? Sql.Empty : $" INHERITS ({Sql.Join(", ", parents)})";
        return $"({Sql.Join(",", lines)}\n){inherits}";
    }

    /// <summary>What of columns and rules a CREATE has no words for.</summary>
    public static IEnumerable<Sql> Settings(ObjectId table, Schema schema) =>
    [
        .. Columns(table, schema).SelectMany(column => column.Settings),
        .. schema.PartsOf<Column>(table).Where(column => !IsSaid(column, schema)).SelectMany(column => column.Adapted(schema, isNew: true)),
        .. Rules(table, schema).SelectMany(one => one.Settings),
    ];

    static IEnumerable<Constraint> InheritedRules(ObjectId table, Schema schema) =>
        schema.PartsOf<Constraint>(table).Where(one => !one.IsLocal && one.Type == ConstraintType.Check && !IsPartition(table, schema));

    static IEnumerable<Inheritance> Inherited(ObjectId table, Schema schema) => schema.PartsOf<Inheritance>(table).OrderBy(one => one.Number);

    static IEnumerable<Column> Columns(ObjectId table, Schema schema) => schema.PartsOf<Column>(table).Where(column => IsSaid(column, schema)).OrderBy(column => column.Number);

    // A partition says for itself what it has of the table above, so that it can be taken on.
    static bool IsSaid(Column column, Schema schema) => column.IsLocal || IsPartition(column.Id.Of!, schema);

    // Of two indexes over the same columns in one CREATE TABLE the server makes one (parse_utilcmd.c, transformIndexConstraints): the other is added behind.
    static IEnumerable<Constraint> Rules(ObjectId table, Schema schema) =>
        schema.PartsOf<Constraint>(table).Where(one => one.IsInline && (one.IsLocal || IsPartition(table, schema))).OrderBy(one => one.Type != ConstraintType.PrimaryKey).ThenBy(one => one.Topmost(schema))
            .DistinctBy(one => one.Type is ConstraintType.PrimaryKey or ConstraintType.Unique ? string.Join('\0', one.Columns) : $"\0{one.Id.Name}").OrderBy(one => one.Id);
}
