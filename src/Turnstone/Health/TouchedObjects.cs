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
    /// <summary>What becomes of an object.</summary>
    public enum Use
    {
        /// <summary>It is read, written or altered, with its indexes.</summary>
        Used,

        /// <summary>It gets an index, in each of its partitions.</summary>
        Indexed,

        /// <summary>Its files are made anew, with those of its indexes and its TOAST table.</summary>
        Emptied,

        /// <summary>Its rows are written into another table that takes its place.</summary>
        Rewritten,

        /// <summary>It goes, with all that hangs on it.</summary>
        Dropped,

        /// <summary>It is a schema that goes, with all that is in it.</summary>
        Schema,
    }

    public HashSet<(Use Use, ObjectName Name)> Objects { get; } = [];

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
                Add(Use.Schema, drop.Objects.Select(one => one.Name));
                break;
            case Drop drop:
                Add(Use.Dropped, drop.Objects.SelectMany(one => one.NamedRelations));
                Add(Use.Used, drop.Objects.Select(one => one.Owner).OfType<ObjectName>());
                break;
            case DropIndex drop:
                Add(Use.Dropped, drop.Names);
                break;
            case CreateSchema schema:
                foreach (var element in schema.Elements)
                {
                    Add(element);
                }
                break;
            default:
                Made += MadeBy(statement);
                Add(Uses(statement), StatementNames.Of(statement).Relations);
                break;
        }
    }

    void Add(Use use, IEnumerable<ObjectName> names) => Objects.UnionWith(names.Select(name => (use, name)));

    // A table brings a TOAST table and that one's index with it.
    static long MadeBy(Statement statement) => statement switch
    {
        CreateTable => 3 + Indexes(statement) + statement.Nodes.Count(node => node is IdentityColumn || node is ColumnDefinition { Type: { } type } && IsSerial(type, statement)),
        CreateTableAs or CreateMaterializedView => 3,
        CreateView or CreateSequence => 1,
        _ => 0,
    };

    static Use Uses(Statement statement) => statement switch
    {
        CreateIndex => Use.Indexed,
        AlterTable table when table.Actions.Any(action => action is AlterColumnType or SetLogged or SetAccessMethod) => Use.Rewritten,
        AlterTable table when table.Actions.Any(action => action is AddConstraint or AddColumn && Indexes(action) > 0) => Use.Indexed,
        Cluster or RefreshMaterializedView => Use.Rewritten,
        Truncate or Reindex => Use.Emptied,
        _ => Use.Used,
    };

    static int Indexes(SyntaxNode node) => node.Nodes.Count(one => one is UniqueConstraint { UsingIndex: null } or ExclusionConstraint);

    static bool IsSerial(SyntaxNode type, Statement statement) =>
        statement.Slice.Text.AsSpan(type.Span.Start, type.Span.Length).Contains("serial", StringComparison.OrdinalIgnoreCase);
}
