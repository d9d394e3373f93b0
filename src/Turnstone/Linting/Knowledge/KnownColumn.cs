namespace Turnstone.Linting.Knowledge;

using System.Collections.Immutable;
using Turnstone.Sql;
using Turnstone.Sql.Clauses;
using Turnstone.Sql.Expressions;

/// <summary>A column as far as statements said what it is.</summary>
public sealed record KnownColumn(string Name)
{
    /// <summary>None where nothing was said of it, or it is another object's.</summary>
    public TypeName? Type { get; init; }

    /// <summary>The type as PostgreSQL keeps it; none where nothing was said of it.</summary>
    public ColumnType? Kept { get; init; }

    /// <summary>What gave it to its table; none of what was there before, or is inherited.</summary>
    public Making? Made { get; init; }

    /// <summary>Its definition, of the statement's text that made it.</summary>
    public TextSpan Span { get; init; }

    public bool IsNotNull { get; init; }

    public Expression? Default { get; init; }

    public bool IsGenerated { get; init; }

    public bool IsIdentity { get; init; }

    /// <summary>Whether it was made as an integer with a sequence.</summary>
    public bool IsSerial => Type is { } type && DefinedColumns.IsSerial(type);

    public ObjectName? Collation { get; init; }

    /// <summary>What COMMENT ON says of it.</summary>
    public string? Comment { get; init; }

    /// <summary>The UPDATE that gave it values, where one was seen.</summary>
    public Making? FilledBy { get; init; }

    /// <summary>The columns that its value is made of, where it is generated.</summary>
    public ImmutableArray<string> GeneratedOf { get; init; } = [];

    /// <param name="text">The statement's that the definition stands in.</param>
    public static KnownColumn Of(ColumnDefinition definition, string text) => new(definition.Name.Name)
    {
        Type = definition.Type is { IsReference: false } type ? type : null,
        Kept = definition.Type is { IsReference: false } kept ? ColumnType.Of(kept, text) : null,
        GeneratedOf = [.. definition.Constraints.OfType<GeneratedColumn>().SelectMany(one => one.Value.Nodes).SelectMany(node => node.NamedColumns).Select(column => column.Name).Distinct()],
        IsNotNull = IsNeverNull(definition.Constraints),
        Default = definition.Constraints.OfType<ColumnDefault>().FirstOrDefault()?.Value,
        IsGenerated = definition.Constraints.Any(one => one is GeneratedColumn),
        IsIdentity = definition.Constraints.Any(one => one is IdentityColumn),
        Collation = definition.Collation,
    };

    static bool IsNeverNull(ImmutableArray<Constraint> constraints) => constraints.Any(one => one is NotNullConstraint or IdentityColumn or UniqueConstraint { IsPrimaryKey: true });
}
