namespace Turnstone.Linting;

using System.Collections.Immutable;
using Turnstone.Sql;
using Turnstone.Sql.Clauses;
using Turnstone.Sql.Statements;
using Turnstone.Sql.Syntax;
using Turnstone.Sql.TableActions;

/// <summary>A name that a statement gives to something.</summary>
/// <param name="Kind">What is called that: <c>table</c>, <c>foreign-key</c>.</param>
sealed record NewName(string Kind, Identifier Name)
{
    /// <summary>The kinds that there are.</summary>
    public static readonly ImmutableArray<string> Kinds =
        ["schema", "table", "column", "index", "unique", "primary-key", "foreign-key", "check", "exclusion", "sequence", "function", "view", "trigger", "type", "policy"];

    /// <summary>What it is on; none of what stands alone.</summary>
    public ObjectName? Table { get; init; }

    public ImmutableArray<string> Columns { get; init; } = [];

    /// <summary>Whether nodes of its kind may give one.</summary>
    public static bool MayStandIn(SyntaxNode node) => node is CreateSchema or CreateTable or CreateForeignTable or CreateTableAs or CreateView or CreateMaterializedView or CreateSequence or CreateRoutine or CreateType or CreateDomain
        or CreateTrigger or CreatePolicy or CreateIndex or ColumnDefinition or TableConstraint or AddConstraint or Rename;

    /// <summary>Those that a node itself gives.</summary>
    public static IEnumerable<NewName> Of(SyntaxNode node, Statement statement) => node switch
    {
        CreateSchema { Name: { } name } => [new("schema", name)],
        CreateTable create => [new("table", create.Name.Name)],
        CreateForeignTable create => [new("table", create.Name.Name)],
        CreateTableAs create => [new("table", create.Name.Name)],
        CreateView view => [new("view", view.Name.Name)],
        CreateMaterializedView view => [new("view", view.Name.Name)],
        CreateSequence sequence => [new("sequence", sequence.Name.Name)],
        CreateRoutine routine => [new("function", routine.Name.Name)],
        CreateType type => [new("type", type.Name.Name)],
        CreateDomain domain => [new("type", domain.Name.Name)],
        CreateTrigger trigger => [new("trigger", trigger.Name) { Table = trigger.Table }],
        CreatePolicy policy => [new("policy", policy.Name) { Table = policy.Table }],
        CreateIndex { Name: { } name } index => [new("index", name) { Table = index.Table, Columns = [.. index.Keys.Select(key => key.Column?.Name ?? "expr")] }],
        ColumnDefinition column => [new("column", column.Name) { Table = TableOf(statement) }, .. column.Constraints.SelectMany(one => OfConstraint(one, statement, [column.Name.Name]))],
        TableConstraint constraint => OfConstraint(constraint.Constraint, statement, []),
        AddConstraint add => OfConstraint(add.Constraint, statement, []),
        Rename { Part: "COLUMN" } rename => [new("column", rename.NewName) { Table = rename.Object.Name }],
        Rename { Part: null, Object.Kind: var kind } rename when KindOf(kind) is { } what => [new(what, rename.NewName)],
        _ => [],
    };

    static ObjectName? TableOf(Statement statement) => statement switch
    {
        CreateTable create => create.Name,
        CreateForeignTable create => create.Name,
        AlterTable alter => alter.Table.Name,
        _ => null,
    };

    static IEnumerable<NewName> OfConstraint(Constraint constraint, Statement statement, ImmutableArray<string> columns)
    {
        (string? kind, ImmutableArray<Identifier> own) = constraint switch
        {
            UniqueConstraint unique => (unique.IsPrimaryKey ? "primary-key" : "unique", unique.Columns),
            ForeignKey key => ("foreign-key", key.Columns),
            CheckConstraint => ("check", []),
            ExclusionConstraint => ("exclusion", []),
            _ => (null, ImmutableArray<Identifier>.Empty),
        };
        return kind is not null && constraint.Name is { } name ? [new(kind, name) { Table = TableOf(statement), Columns = own.IsEmpty ? columns : [.. own.Select(one => one.Name)] }] : [];
    }

    static string? KindOf(ObjectKind kind) => kind switch
    {
        ObjectKind.Schema => "schema",
        ObjectKind.Table or ObjectKind.ForeignTable => "table",
        ObjectKind.View or ObjectKind.MaterializedView => "view",
        ObjectKind.Index => "index",
        ObjectKind.Sequence => "sequence",
        ObjectKind.Function or ObjectKind.Procedure or ObjectKind.Routine => "function",
        ObjectKind.Type or ObjectKind.Domain => "type",
        _ => null,
    };
}
