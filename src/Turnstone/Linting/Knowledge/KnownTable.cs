namespace Turnstone.Linting.Knowledge;

using System.Collections.Immutable;
using Turnstone.Sql;
using Turnstone.Sql.Clauses;
using Turnstone.Sql.Statements;
using Turnstone.Sql.TableActions;

/// <summary>A table, a view or a materialized view as far as statements said what it is.</summary>
public sealed class KnownTable
{
    // In the order in which a star gives them.
    readonly OrderedDictionary<string, KnownColumn> columns = new(StringComparer.Ordinal);
    readonly List<KnownConstraint> constraints = [];

    internal KnownTable(KnownName name, ObjectKind kind, Making? made) => (Name, Kind, Made) = (name, kind, made);

    public KnownName Name { get; internal set; }

    public ObjectKind Kind { get; }

    /// <summary>None of what was there before.</summary>
    public Making? Made { get; }

    /// <summary>Whether no column is unknown: it was seen how it was made.</summary>
    public bool IsWhole { get; internal set; }

    /// <summary>None where that was not seen.</summary>
    public bool? IsPartitioned { get; internal set; }

    public KnownName? PartitionOf => Parent?.Name;

    /// <summary>The table that it is a partition of.</summary>
    internal KnownTable? Parent
    {
        get;
        set
        {
            // PostgreSQL refuses a table that would be a part of itself.
            for (var above = value; above is not null; above = above.Parent)
            {
                if (above == this)
                {
                    return;
                }
            }
            field?.Partitions.Remove(this);
            field = value;
            field?.Partitions.Add(this);
        }
    }

    /// <summary>Its own partitions, not theirs.</summary>
    internal List<KnownTable> Partitions { get; } = [];

    /// <summary>Its partitions, theirs, and so on.</summary>
    internal IEnumerable<KnownTable> AllPartitions => Partitions.SelectMany(part => part.AllPartitions.Prepend(part));

    /// <summary>Where rows go that no other partition takes.</summary>
    internal KnownTable? DefaultPartition => Partitions.Find(part => part.Bound is { Kind: "DEFAULT" });

    /// <summary>Takes down what its constraints are called.</summary>
    internal HashSet<string>? Named { get; set; }

    internal List<KnownIndex> Indexes { get; } = [];

    /// <summary>Its triggers, policies and rules.</summary>
    internal List<KnownPart> Parts { get; } = [];

    internal HashSet<KnownGrant> Grants { get; } = [];

    /// <summary>The views whose query names it.</summary>
    internal List<KnownTable> Views { get; } = [];

    /// <summary>Of a view, what its query names.</summary>
    internal ImmutableArray<KnownTable> Shown { get; set; } = [];

    /// <summary>Which rows it takes as a partition.</summary>
    public PartitionBound? Bound { get; internal set; }

    /// <summary>What its rows are spread over partitions by.</summary>
    public PartitionStrategy? Strategy { get; internal set; }

    public bool IsTemporary { get; internal init; }

    /// <summary>Whether it is empty after a crash, and on replicas always.</summary>
    public bool IsUnlogged { get; internal set; }

    public bool HasRowSecurity { get; private set; }

    /// <summary>Whether logical replication was told how to tell its rows apart without the primary key.</summary>
    public bool HasReplicaIdentity { get; private set; }

    /// <summary>What COMMENT ON says of it.</summary>
    public string? Comment { get; internal set; }

    /// <summary>What a view shows.</summary>
    public Select? Query { get; internal init; }

    /// <summary>What a view's columns are called where that is said in front of the query.</summary>
    public ImmutableArray<Identifier> ViewColumns { get; internal init; } = [];

    /// <summary>Whether a migration wrote its rows out, so that it is a list, or a table of settings.</summary>
    public bool IsWrittenOut { get; internal set; }

    /// <summary>How large it is and how much it is used; none where nobody told, or it is still to be made.</summary>
    public TableFigures? Figures { get; internal set; }

    public IReadOnlyDictionary<string, KnownColumn> Columns => columns;

    public IReadOnlyList<KnownConstraint> Constraints => constraints;

    public KnownColumn? Column(Identifier name) => columns.GetValueOrDefault(name.Name);

    internal void Add(KnownColumn column) => columns[column.Name] = column;

    internal void Rename(string column, string name)
    {
        // A file may hold what fails: one that is called so already gives way.
        if (column != name)
        {
            columns.Remove(name);
        }
        if (columns.IndexOf(column) is >= 0 and var at)
        {
            var known = columns.GetAt(at).Value;
            columns.RemoveAt(at);
            columns.Insert(at, name, known with { Name = name });
        }
        for (var i = 0; i < constraints.Count; i++)
        {
            constraints[i] = constraints[i] with { Columns = [.. constraints[i].Columns.Select(one => one == column ? name : one)] };
        }
    }

    internal void Describe(string column, string? comment) => Change(column, one => one with { Comment = comment });

    internal void Fill(IEnumerable<string> names, Making? made)
    {
        foreach (var name in names)
        {
            Change(name, column => column with { FilledBy = made });
        }
    }

    internal void RenameConstraint(string constraint, string name)
    {
        Named?.Add(name);
        Replace(constraint, one => one with { Name = name });
    }

    internal void Add(ColumnDefinition definition, string text, Making? made)
    {
        Add(KnownColumn.Of(definition, text) with { Made = made, Span = definition.Span });
        foreach (var constraint in definition.Constraints.Where(one => one is CheckConstraint or UniqueConstraint or ForeignKey))
        {
            Add(constraint, [definition.Name.Name], made);
        }
    }

    internal void Add(Constraint constraint, Making? made) => Add(constraint, ColumnsOf(constraint), made);

    void Add(Constraint constraint, ImmutableArray<string> about, Making? made)
    {
        var name = constraint.Name?.Name ?? UsualName(constraint, about);
        Named?.Add(name);
        constraints.Add(new(name, constraint, about, !constraint.Attributes.IsNotValid) { Made = made });
        if (constraint is UniqueConstraint { IsPrimaryKey: true } or NotNullConstraint { Attributes.IsNotValid: false })
        {
            foreach (var column in about)
            {
                Change(column, one => one with { IsNotNull = true });
            }
        }
    }

    /// <summary>Does what an action of ALTER TABLE does, as far as it is kept.</summary>
    /// <param name="text">The statement's that the action stands in.</param>
    internal void Follow(TableAction action, string text, Making? made)
    {
        switch (action)
        {
            case AddColumn add when !add.IfNotExists || !columns.ContainsKey(add.Column.Name.Name):
                Add(add.Column, text, made);
                break;
            case DropColumn drop:
                columns.Remove(drop.Column.Name);
                constraints.RemoveAll(one => one.Columns.Contains(drop.Column.Name));
                break;
            case AlterColumnType type:
                Change(type.Column.Name, column => column with { Type = type.Type, Kept = ColumnType.Of(type.Type, text), Collation = type.Collation });
                break;
            case SetNotNull set:
                Change(set.Column.Name, column => column with { IsNotNull = set.IsSet });
                break;
            case DropExpression drop:
                Change(drop.Column.Name, column => column with { IsGenerated = false, GeneratedOf = [] });
                break;
            case SetDefault set:
                Change(set.Column.Name, column => column with { Default = set.Value });
                break;
            case AddConstraint add:
                Add(add.Constraint, made);
                break;
            case DropConstraint drop:
                constraints.RemoveAll(one => one.Name == drop.Name.Name);
                break;
            case ValidateConstraint validate:
                Validate(validate.Name.Name);
                break;
            case SetReplicaIdentity identity:
                HasReplicaIdentity = identity.How is "FULL" or "USING";
                break;
            case SetLogged logged:
                IsUnlogged = !logged.IsLogged;
                break;
            case SwitchRowSecurity security:
                HasRowSecurity = security.How switch { "ENABLE" => true, "DISABLE" => false, _ => HasRowSecurity };
                break;
        }
    }

    void Validate(string constraint)
    {
        Replace(constraint, one => one with { IsValidated = true });
        if (constraints.Find(one => one.Name == constraint) is { Constraint: NotNullConstraint, Columns: [var column] })
        {
            Change(column, one => one with { IsNotNull = true });
        }
    }

    void Change(string column, Func<KnownColumn, KnownColumn> change) => columns[column] = change(columns.GetValueOrDefault(column) ?? new(column));

    void Replace(string constraint, Func<KnownConstraint, KnownConstraint> change)
    {
        if (constraints.FindIndex(one => one.Name == constraint) is >= 0 and var at)
        {
            constraints[at] = change(constraints[at]);
        }
    }

    static ImmutableArray<string> ColumnsOf(Constraint constraint) => constraint switch
    {
        UniqueConstraint unique => [.. unique.Columns.Select(column => column.Name)],
        ForeignKey key => [.. key.Columns.Select(column => column.Name)],
        NotNullConstraint { Column: { } column } => [column.Name],
        CheckConstraint check => [.. check.Condition.Nodes.SelectMany(node => node.NamedColumns).Select(column => column.Name).Distinct()],
        _ => [],
    };

    // PostgreSQL: ChooseConstraintName, of names that are not cut off.
    string UsualName(Constraint constraint, ImmutableArray<string> about) => constraint switch
    {
        UniqueConstraint { IsPrimaryKey: true } => $"{Name.Name}_pkey",
        UniqueConstraint => $"{Name.Name}_{string.Join('_', about)}_key",
        ForeignKey => $"{Name.Name}_{string.Join('_', about)}_fkey",
        ExclusionConstraint => $"{Name.Name}_excl",
        _ => about.Length == 1 ? $"{Name.Name}_{about[0]}_check" : $"{Name.Name}_check",
    };
}
