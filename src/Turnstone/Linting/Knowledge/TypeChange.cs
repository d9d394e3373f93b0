namespace Turnstone.Linting.Knowledge;

using System.Collections.Immutable;
using Turnstone.Sql.Clauses;
using Turnstone.Sql.TableActions;

/// <summary>What ALTER COLUMN TYPE does to a table that is known: what is written anew, what is built and tested again, and what refuses it.</summary>
public sealed record TypeChange(TypeChangeWork Work)
{
    /// <summary>None where nobody said what it is.</summary>
    public ColumnType? From { get; init; }

    public required ColumnType To { get; init; }

    /// <summary>Whether it sorts otherwise from now on.</summary>
    public bool ChangesCollation { get; init; }

    /// <summary>The indexes that are built anew although the rows stay as they are.</summary>
    public ImmutableArray<string> Rebuilt { get; init; } = [];

    /// <summary>The checks that read every row again although it stays as it is.</summary>
    public ImmutableArray<string> Retested { get; init; } = [];

    /// <summary>What PostgreSQL refuses the change for.</summary>
    public ImmutableArray<ColumnUse> RefusedFor { get; init; } = [];

    /// <param name="text">The statement's that it stands in.</param>
    public static TypeChange Of(AlterColumnType change, KnownTable? table, KnownSchema known, string text)
    {
        var to = ColumnType.Of(change.Type, text);
        var column = table?.Column(change.Column);
        if (table is null || column?.Kept is not { } from)
        {
            return new(change.Using is null ? OfUnknown(to) : TypeChangeWork.Unknown) { To = to };
        }
        var work = TypeMatrix.Work(from, to, change.Column, change.Using, text, known);
        var changesCollation = work != TypeChangeWork.Rewrite && column.Collation != change.Collation && IsText(to);
        return new(changesCollation && work == TypeChangeWork.None ? TypeChangeWork.Indexes : work)
        {
            From = from,
            To = to,
            ChangesCollation = changesCollation,
            Rebuilt = work is TypeChangeWork.Rewrite or TypeChangeWork.Unknown ? [] : [.. Rebuilds(table, change.Column.Name, all: changesCollation || work != TypeChangeWork.None)],
            Retested = work == TypeChangeWork.Rewrite ? [] : [.. table.Constraints.Where(one => one is { IsValidated: true, Constraint: CheckConstraint { Attributes.IsEnforced: not false } } && one.Columns.Contains(change.Column.Name)).Select(one => one.Name)],
            RefusedFor = [.. known.UsesOf(table, change.Column)],
        };
    }

    // What nothing else is the same bytes as costs a rewrite, whatever the column was: but not if it was that already.
    static TypeChangeWork OfUnknown(ColumnType to) =>
        to is { Own: null } && (to.IsArray || to.Name is "int2" or "int8" or "float4" or "float8" or "json" or "jsonb" or "uuid" or "bool" or "date" or "bytea" or "money" or "name")
            ? TypeChangeWork.Rewrite : TypeChangeWork.Unknown;

    static bool IsText(ColumnType type) => type.Name is "text" or "varchar" or "bpchar";

    static IEnumerable<string> Rebuilds(KnownTable table, string column, bool all)
    {
        foreach (var index in table.Indexes)
        {
            var isComputed = index.Statement is { } made && (made.Where is not null || made.Keys.Any(key => key.Value is not null));
            if (index.Statement is { } statement && statement.Nodes.SelectMany(node => node.NamedColumns).Any(one => one.Name == column)
                && (isComputed || all && statement.Keys.Any(key => key.Column?.Name == column)))
            {
                yield return index.Name;
            }
        }
        foreach (var constraint in table.Constraints.Where(one => all && one.Constraint is UniqueConstraint && one.Columns.Contains(column)))
        {
            yield return constraint.Name;
        }
    }
}
