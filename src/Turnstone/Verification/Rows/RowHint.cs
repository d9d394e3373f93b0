namespace Turnstone.Verification.Rows;

using System.Collections.Immutable;
using Turnstone.Sql;

/// <summary>What a statement looks for in rows: conditions that have to hold together, and the tables that they are about.</summary>
/// <param name="Source">The condition that it is a part of, as it is written.</param>
sealed record RowHint(string Source, ImmutableArray<HintTable> Tables, ImmutableArray<HintCondition> Conditions)
{
    public static RowHint Empty { get; } = new("", [], []);

    public RowHint And(RowHint other) => new(Source.Length > 0 ? Source : other.Source, [.. Tables, .. other.Tables.Except(Tables)], [.. Conditions, .. other.Conditions]);
}

/// <summary>A table, as conditions call it.</summary>
sealed record HintTable(ObjectName Name, Identifier Alias);

/// <summary>One condition, or one value.</summary>
/// <param name="Text">As it is written.</param>
/// <param name="Columns">The columns that it names, each by the parts of its name.</param>
sealed record HintCondition(string Text, ImmutableArray<ImmutableArray<Identifier>> Columns)
{
    /// <summary>Whether it is no condition, and its constants stand for what a column may hold; without a text what stands at the ends of its type does.</summary>
    public bool IsValue { get; init; }

    /// <summary>Whether it says that two columns are equal and nothing else.</summary>
    public bool IsPair { get; init; }
}

/// <summary>A row of constants that a migration puts in: it cannot go in where it is there already.</summary>
/// <param name="Columns">Empty where the statement names none.</param>
/// <param name="Values">None where a value is no constant.</param>
sealed record InsertedRow(ObjectName Table, ImmutableArray<Identifier> Columns, ImmutableArray<string?> Values);
