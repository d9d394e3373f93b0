namespace Turnstone.Steps;

using System.Collections.Immutable;
using System.Globalization;
using Npgsql;

/// <summary>What an assert's query gave, as far as that may be told: how many rows and what their columns are called, not what stands in them.</summary>
/// <param name="IsBoolean">Whether each row is one boolean.</param>
/// <param name="Value">The boolean of the last row; null where it is NULL.</param>
sealed record AssertAnswer(long Rows, ImmutableArray<string> Columns, bool IsBoolean, bool? Value)
{
    const int MostColumns = 8;

    // Of pg_type.dat. The driver knows only the types that it was built with; what else a query gives, nobody here reads.
    const uint Boolean = 16;

    /// <summary>Before its first row.</summary>
    public static AssertAnswer None { get; } = new(0, [], false, null);

    /// <summary>Why it does not hold; none where it does: it gave no row, or a single true.</summary>
    public string? Trouble => this switch
    {
        { Rows: 0 } or { Rows: 1, IsBoolean: true, Value: true } => null,
        { Rows: 1, IsBoolean: true } => $"it gave {(Value is null ? "NULL" : "false")}",
        { IsBoolean: true } => $"it gave {Number} booleans, and only a single true counts",
        _ => $"it gave {Number}{(Columns.IsEmpty ? "" : $" ({Named})")}, and has to give none",
    };

    /// <summary>The answer with one row more.</summary>
    public AssertAnswer With(NpgsqlDataReader row)
    {
        if (Rows > 0 && !IsBoolean)
        {
            return this with { Rows = Rows + 1 };
        }
        ImmutableArray<string> columns = Rows > 0 ? Columns : [.. Enumerable.Range(0, row.FieldCount).Select(row.GetName)];
        var isBoolean = columns.Length == 1 && row.GetDataTypeOID(0) == Boolean;
        return new(Rows + 1, columns, isBoolean, isBoolean && !row.IsDBNull(0) ? row.GetBoolean(0) : null);
    }

    string Number => Rows == 1 ? "1 row" : string.Create(CultureInfo.InvariantCulture, $"{Rows:#,0} {(IsBoolean ? "" : "rows")}").TrimEnd();

    string Named => string.Join(", ", Columns.Take(MostColumns)) + (Columns.Length > MostColumns ? ", …" : "");
}
