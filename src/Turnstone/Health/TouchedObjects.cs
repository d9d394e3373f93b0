namespace Turnstone.Health;

using Turnstone.Plans;
using Turnstone.Sql;
using Turnstone.Sql.Clauses;
using Turnstone.Sql.Statements;
using Turnstone.Sql.Syntax;
using Turnstone.Sql.TableActions;

/// <summary>What one step of a plan names, by what becomes of it, as far as its text says.</summary>
sealed class TouchedObjects
{
    /// <summary>What is read, written or altered.</summary>
    public HashSet<ObjectName> Used { get; } = [];

    /// <summary>What gets an index in each of its partitions.</summary>
    public HashSet<ObjectName> Indexed { get; } = [];

    /// <summary>What is dropped, with all that hangs on it.</summary>
    public HashSet<ObjectName> Dropped { get; } = [];

    /// <summary>Schemas that are dropped with all that is in them.</summary>
    public HashSet<Identifier> Schemas { get; } = [];

    /// <summary>How many tables, indexes, sequences and views it makes.</summary>
    public long Made { get; private set; }

    /// <summary>Whether something runs of which the plan does not say what it touches: a DO, a CALL, a file too long for the plan to hold.</summary>
    public bool IsPartial { get; private set; }

    public static TouchedObjects Of(SqlStep step, PgVersion version)
    {
        var touched = new TouchedObjects { IsPartial = step.Range is not null };
        foreach (var planned in step.Statements)
        {
            foreach (var statement in StatementReader.ReadAll(planned.Sql))
            {
                touched.Add(Parser.Parse(statement, version));
            }
        }
        return touched;
    }

    void Add(Statement statement)
    {
        switch (statement)
        {
            case Do or Call or DropOwned or ReassignOwned:
                IsPartial = true;
                break;
            case Drop { Kind: ObjectKind.Schema } drop:
                Schemas.UnionWith(drop.Objects.Select(one => one.Name.Name));
                break;
            case Drop drop:
                Dropped.UnionWith(drop.Objects.SelectMany(one => one.NamedRelations));
                Used.UnionWith(drop.Objects.Select(one => one.Owner).OfType<ObjectName>());
                break;
            case DropIndex drop:
                Dropped.UnionWith(drop.Names);
                break;
            case CreateSchema schema:
                foreach (var element in schema.Elements)
                {
                    Add(element);
                }
                break;
            default:
                Made += MadeBy(statement);
                Indexed.UnionWith(IndexedBy(statement));
                Used.UnionWith(StatementNames.Of(statement).Relations);
                break;
        }
    }

    // A table brings a TOAST table and that one's index with it.
    static long MadeBy(Statement statement) => statement switch
    {
        CreateTable => 3 + Indexes(statement) + statement.Nodes.Count(node => node is IdentityColumn || node is ColumnDefinition { Type: { } type } && IsSerial(type, statement)),
        CreateTableAs or CreateMaterializedView => 3,
        CreateView or CreateSequence => 1,
        _ => 0,
    };

    static IEnumerable<ObjectName> IndexedBy(Statement statement) => statement switch
    {
        CreateIndex index => [index.Table],
        AlterTable table when table.Actions.Any(action => action is AddConstraint or AddColumn && Indexes(action) > 0) => [table.Table.Name],
        _ => [],
    };

    static int Indexes(SyntaxNode node) => node.Nodes.Count(one => one is UniqueConstraint { UsingIndex: null } or ExclusionConstraint);

    static bool IsSerial(SyntaxNode type, Statement statement) =>
        statement.Slice.Text.AsSpan(type.Span.Start, type.Span.Length).Contains("serial", StringComparison.OrdinalIgnoreCase);
}
