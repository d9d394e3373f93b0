namespace Turnstone.Verification.Rows;

using System.Collections.Immutable;
using Turnstone.Plans;
using Turnstone.Sql;
using Turnstone.Sql.Clauses;
using Turnstone.Sql.Expressions;
using Turnstone.Sql.Statements;

/// <summary>What a migration and its undo may touch, as far as their text says: what they name, what they call, and whether they write rows.</summary>
/// <param name="IsAll">Whether something in it does not say what it touches.</param>
sealed record RowReach(bool IsAll, ImmutableArray<ObjectName> Relations, ImmutableArray<Identifier> Calls, bool Writes)
{
    public static RowReach Everything { get; } = new(true, [], [], true);

    /// <param name="version">The server's.</param>
    public static RowReach Of(PlannedMigration migration, PgVersion version)
    {
        // What is too long for the plan says nothing.
        if (migration.Steps.Any(step => step is not SqlStep { Range: null }) || migration.Undo is { Text: null })
        {
            return Everything;
        }
        return Of([.. migration.Steps.OfType<SqlStep>().SelectMany(step => step.Statements).Select(one => one.Sql), migration.Undo?.Text ?? ""], version);
    }

    public static RowReach Of(IEnumerable<string> texts, PgVersion version)
    {
        List<Statement> statements = [.. texts.SelectMany(text => StatementReader.ReadAll(text)).Select(one => Parser.Parse(one, version)).SelectMany(Parts)];
        return statements.TrueForAll(SaysAll)
            ? new(false, [.. statements.SelectMany(one => StatementNames.Of(one).Relations.Concat(Made(one)))], [.. statements.Where(Runs).SelectMany(Called)], statements.Exists(WritesRows))
            : Everything;
    }

    static IEnumerable<Statement> Parts(Statement statement) => statement is CreateSchema schema ? [schema with { Elements = [] }, .. schema.Elements] : [statement];

    // What is called otherwise from here on.
    static IEnumerable<ObjectName> Made(Statement statement) => statement is Rename { Part: null } rename ? [new(null, rename.NewName)] : [];

    static IEnumerable<Identifier> Called(Statement statement) => statement.Nodes.OfType<FunctionCall>().Select(call => call.Name.Name).Distinct();

    // A body, and what a view shows, runs another day.
    static bool Runs(Statement statement) => statement is not (CreateRoutine or CreateView or CreateTrigger or CreatePolicy or AlterPolicy or CreateRule);

    // Also within WITH.
    static bool WritesRows(Statement statement) => statement is Truncate or Copy { IsFrom: true } || statement.Nodes.Any(node => node is Insert or Update or Delete or Merge);

    static bool SaysAll(Statement statement) => statement switch
    {
        AlterTable or AttachPartition or DetachPartition or CreateTable or CreateTableAs or CreateIndex or DropIndex or CreateView or CreateMaterializedView or RefreshMaterializedView => true,
        CreateTrigger or CreatePolicy or AlterPolicy or CreateRule or CreateStatistics or CreateSequence or AlterSequence or CreateSchema or CreateExtension or CreateRoutine or CreateType or CreateDomain => true,
        Insert or Update or Delete or Merge or Copy or Truncate or Select or Lock or Analyze or Vacuum or Cluster => true,
        Comment or PrivilegeChange or MembershipChange or AlterDefaultPrivileges or CreateRole or AlterRole or AddEnumValue or Set or Reset or Show or SetConstraints or TransactionControl => true,
        Drop drop => IsRelation(drop.Kind) || !drop.Cascade && drop.Kind is not (ObjectKind.Schema or ObjectKind.Extension),
        Rename rename => IsRelation(rename.Object.Kind),
        MoveToSchema move => IsRelation(move.Object.Kind),
        AlterOwner owner => IsRelation(owner.Object.Kind),
        Reindex reindex => reindex.Target is ReindexTarget.Table or ReindexTarget.Index,
        _ => false,
    };

    static bool IsRelation(ObjectKind kind) => kind is ObjectKind.Table or ObjectKind.Column or ObjectKind.Constraint or ObjectKind.Index or ObjectKind.View or ObjectKind.MaterializedView
        or ObjectKind.Sequence or ObjectKind.Trigger or ObjectKind.Policy or ObjectKind.Rule or ObjectKind.Statistics;
}
