namespace Turnstone.Linting;

using System.Collections.Immutable;
using Turnstone.Linting.Knowledge;
using Turnstone.Sql;
using Turnstone.Sql.Clauses;
using Turnstone.Sql.Queries;
using Turnstone.Sql.Statements;
using Turnstone.Sql.TableActions;

/// <summary>Which locks a statement takes on tables that it names, as far as its text and what is known of the database say.</summary>
/// <remarks>PostgreSQL manual 13.3.1 and ALTER TABLE; held to by a test that runs every rule's example on real servers.</remarks>
public static class StatementLocks
{
    /// <summary>The strongest lock on each table; weaker ones than ROW EXCLUSIVE are left out.</summary>
    public static ImmutableArray<TableLock> Of(Statement statement, KnownSchema known) =>
        [.. All(statement, known).Where(one => one.Mode >= LockMode.RowExclusive).GroupBy(one => known.Table(one.Table)?.Name.AsWritten ?? one.Table).Select(group => group.First() with { Mode = group.Max(one => one.Mode) })];

    static IEnumerable<TableLock> All(Statement statement, KnownSchema known) => statement switch
    {
        AlterTable { Kind: ObjectKind.Index } => [],
        AlterTable alter => OfAlter(alter, known),
        CreateIndex index => WithPartitions(new(index.Table, index.Concurrently ? LockMode.ShareUpdateExclusive : LockMode.Share), index.Only, known),
        DropIndex drop => drop.Names.Select(name => known.Index(name)).OfType<KnownIndex>()
            .SelectMany(index => WithPartitions(new(known.Written(index.Table), drop.Concurrently ? LockMode.ShareUpdateExclusive : LockMode.AccessExclusive), index.Statement is { Only: true }, known)),
        Reindex { Target: ReindexTarget.Table, Name: { } table } reindex => [new(table, reindex.Concurrently ? LockMode.ShareUpdateExclusive : LockMode.Share)],
        Reindex { Target: ReindexTarget.Index, Name: { } name } reindex when known.Index(name) is { } index => [new(known.Written(index.Table), reindex.Concurrently ? LockMode.ShareUpdateExclusive : LockMode.Share)],
        AlterDomain { Action: "ADD CONSTRAINT", Constraint.Attributes.IsNotValid: false } or AlterDomain { Action: "SET NOT NULL" } =>
            known.TablesOf(((AlterDomain)statement).Name).Select(table => new TableLock(table.Name.AsWritten, LockMode.Share)),
        Comment { Object: { Kind: ObjectKind.Column, Owner: { } table } } => [new(table, LockMode.ShareUpdateExclusive)],
        Comment { Object: { Kind: ObjectKind.Table or ObjectKind.View or ObjectKind.MaterializedView } described } => [new(described.Name, LockMode.ShareUpdateExclusive)],
        CreateTrigger trigger => [new(trigger.Table, LockMode.ShareRowExclusive), .. trigger.Referenced is { } other ? (TableLock[])[new(other, LockMode.ShareRowExclusive)] : []],
        CreatePolicy policy => [new(policy.Table, LockMode.AccessExclusive)],
        AlterPolicy policy => [new(policy.Table, LockMode.AccessExclusive)],
        Merge merge => [new(merge.Table.Name, LockMode.RowExclusive)],
        Copy { IsFrom: true, Table: { } table } => [new(table, LockMode.RowExclusive)],
        Analyze analyze => analyze.Relations.Select(table => new TableLock(table.Name, LockMode.ShareUpdateExclusive)),
        Do block => BlockStatements.Of(block, PgVersion.V18).SelectMany(one => All(one, known)),
        CreateRule rule => [new(rule.Table, LockMode.AccessExclusive)],
        CreateTable create => OfCreate(create, known),
        AttachPartition { Kind: ObjectKind.Index } => [],
        AttachPartition attach => [new(attach.Table, LockMode.ShareUpdateExclusive), new(attach.Partition, LockMode.AccessExclusive), .. OfDefault(attach.Table, known)],
        DetachPartition detach => [new(detach.Table, detach.Concurrently || detach.Finalize ? LockMode.ShareUpdateExclusive : LockMode.AccessExclusive), .. detach.Concurrently ? [] : OfDefault(detach.Table, known).Concat(WithPartitions(new(detach.Partition, LockMode.AccessExclusive), isOnly: false, known))],
        Truncate truncate => truncate.Tables.SelectMany(table => OfTruncate(table, truncate.Cascade, known)),
        Drop drop => OfDrop(drop, known),
        Rename { Object.Kind: ObjectKind.Index } => [],
        Rename { Part: "COLUMN" } rename => OfObject(rename.Object).SelectMany(one => WithPartitions(one, isOnly: false, known)),
        Rename rename => OfObject(rename.Object),
        MoveToSchema move => OfObject(move.Object),
        RefreshMaterializedView refresh => [new(refresh.Name, refresh.Concurrently ? LockMode.Exclusive : LockMode.AccessExclusive)],
        Cluster { Table: { } table } => [new(table, LockMode.AccessExclusive)],
        Vacuum vacuum => vacuum.Tables.Select(table => new TableLock(table, vacuum.IsFull ? LockMode.AccessExclusive : LockMode.ShareUpdateExclusive)),
        Lock explicitly => explicitly.Tables.Select(table => new TableLock(table.Name, ModeOf(explicitly.Mode))),
        Insert insert => [new(insert.Table, LockMode.RowExclusive)],
        Update update => [new(update.Table.Name, LockMode.RowExclusive)],
        Delete delete => [new(delete.Table.Name, LockMode.RowExclusive)],
        CreateView { OrReplace: true } view when known.Table(view.Name) is not null => [new(view.Name, LockMode.AccessExclusive)],
        _ => [],
    };

    static IEnumerable<TableLock> OfAlter(AlterTable alter, KnownSchema known)
    {
        foreach (var action in alter.Actions)
        {
            foreach (var own in WithPartitions(new(alter.Table.Name, ModeOf(action)), alter.Table.IsOnly || !Recurses(action), known))
            {
                yield return own;
            }
            foreach (var other in Others(action, known.Table(alter.Table.Name)))
            {
                yield return other;
            }
        }
    }

    static LockMode ModeOf(TableAction action) => action switch
    {
        ValidateConstraint or SetStatistics or SetTableOptions or SetColumnOptions or SetCluster => LockMode.ShareUpdateExclusive,
        AddConstraint { Constraint: ForeignKey } or SwitchTrigger => LockMode.ShareRowExclusive,
        _ => LockMode.AccessExclusive,
    };

    static IEnumerable<TableLock> Others(TableAction action, KnownTable? table) => action switch
    {
        AddConstraint { Constraint: ForeignKey key } => [new(key.Table, LockMode.ShareRowExclusive)],
        AddColumn add => add.Column.Constraints.OfType<ForeignKey>().Select(key => new TableLock(key.Table, LockMode.ShareRowExclusive)),
        DropConstraint drop => Referenced(table, one => one.Name == drop.Name.Name),
        DropColumn drop => Referenced(table, one => one.Columns.Contains(drop.Column.Name)),
        SetParent { IsInherited: true } parent => [new(parent.Parent, LockMode.ShareUpdateExclusive)],
        _ => [],
    };

    static IEnumerable<TableLock> Referenced(KnownTable? table, Func<KnownConstraint, bool> isMeant) =>
        (table?.Constraints ?? []).Where(isMeant).Select(one => one.Constraint).OfType<ForeignKey>().Select(key => new TableLock(key.Table, LockMode.AccessExclusive));

    // PostgreSQL: ATPrepCmd goes down to partitions with the lock that the table itself has; for UNIQUE from 18 on, before that with SHARE.
    static bool Recurses(TableAction action) => action is AddColumn or DropColumn or AlterColumnType or SetNotNull or SetDefault or AddConstraint or DropConstraint or ValidateConstraint;

    static IEnumerable<TableLock> WithPartitions(TableLock own, bool isOnly, KnownSchema known) =>
        [own, .. isOnly || known.Table(own.Table) is not { } table ? [] : table.AllPartitions.Select(part => own with { Table = known.Written(part) })];

    // Which rows are its may change.
    static IEnumerable<TableLock> OfDefault(ObjectName parent, KnownSchema known) =>
        known.Table(parent) is { } table && table.DefaultPartition is { } rest ? [new(known.Written(rest), LockMode.AccessExclusive)] : [];

    static IEnumerable<TableLock> OfTruncate(RelationName truncated, bool cascades, KnownSchema known)
    {
        var reached = new HashSet<KnownTable>();
        var waiting = new Stack<KnownTable>(known.Table(truncated.Name) is { } table ? [table] : []);
        while (waiting.TryPop(out var one))
        {
            if (reached.Add(one))
            {
                foreach (var next in (truncated.IsOnly ? [] : one.Partitions).Concat(cascades ? known.ReferencesTo(one) : []))
                {
                    waiting.Push(next);
                }
            }
        }
        return reached.Select(one => new TableLock(known.Written(one), LockMode.AccessExclusive)).Prepend(new(truncated.Name, LockMode.AccessExclusive));
    }

    static IEnumerable<TableLock> OfCreate(CreateTable create, KnownSchema known) =>
    [
        .. create.Elements.SelectMany(element => element.Nodes).OfType<ForeignKey>().Where(key => key.Table != create.Name).Select(key => new TableLock(key.Table, LockMode.ShareRowExclusive)),
        .. create.PartitionOf is { } parent ? OfDefault(parent, known).Append(new(parent, LockMode.AccessExclusive)) : [],
        .. create.Inherits.Select(above => new TableLock(above, LockMode.ShareUpdateExclusive)),
    ];

    static IEnumerable<TableLock> OfDrop(Drop drop, KnownSchema known) => drop.Kind switch
    {
        ObjectKind.Table or ObjectKind.ForeignTable or ObjectKind.View or ObjectKind.MaterializedView =>
            drop.Objects.SelectMany(one => OfDropped(one.Name, drop.Cascade, known)),
        ObjectKind.Schema when drop.Cascade => known.Tables.Where(table => drop.Objects.Any(one => one.Name.Name.Name == table.Name.Schema)).Select(table => Exclusive(table, known)),
        ObjectKind.Type or ObjectKind.Domain when drop.Cascade =>
            known.Tables.Where(table => table.Columns.Values.Any(column => column.Type is { } type && drop.Objects.Any(one => (one.Type?.Name ?? one.Name) == type.Name))).Select(table => Exclusive(table, known)),
        ObjectKind.Trigger or ObjectKind.Policy or ObjectKind.Rule => drop.Objects.Where(one => one.Owner is not null).Select(one => new TableLock(one.Owner!.Value, LockMode.AccessExclusive)),
        _ => [],
    };

    static IEnumerable<TableLock> OfDropped(ObjectName name, bool cascades, KnownSchema known)
    {
        var table = known.Table(name);
        return
        [
            .. WithPartitions(new(name, LockMode.AccessExclusive), isOnly: false, known),
            .. Referenced(table, _ => true),
            .. cascades && table is not null ? table.Views.Concat(known.ReferencesTo(table)).Select(one => Exclusive(one, known)) : [],
            .. table?.PartitionOf is { } parent ? OfDefault(parent.AsWritten, known).Append(new(parent.AsWritten, LockMode.AccessExclusive)) : [],
        ];
    }

    static TableLock Exclusive(KnownTable table, KnownSchema known) => new(known.Written(table), LockMode.AccessExclusive);

    static IEnumerable<TableLock> OfObject(ObjectReference one) => one.Kind switch
    {
        ObjectKind.Table or ObjectKind.ForeignTable or ObjectKind.View or ObjectKind.MaterializedView => [new(one.Name, LockMode.AccessExclusive)],
        ObjectKind.Trigger or ObjectKind.Policy or ObjectKind.Rule when one.Owner is { } table => [new(table, LockMode.AccessExclusive)],
        _ => [],
    };

    static LockMode ModeOf(string words) => words switch
    {
        "ACCESS SHARE" => LockMode.AccessShare,
        "ROW SHARE" => LockMode.RowShare,
        "ROW EXCLUSIVE" => LockMode.RowExclusive,
        "SHARE UPDATE EXCLUSIVE" => LockMode.ShareUpdateExclusive,
        "SHARE" => LockMode.Share,
        "SHARE ROW EXCLUSIVE" => LockMode.ShareRowExclusive,
        "EXCLUSIVE" => LockMode.Exclusive,
        _ => LockMode.AccessExclusive,
    };
}
