namespace Turnstone.Postgres.Tests.Catalog.Generated;

/// <summary>What a generated script is to make. What one part says of another that is gone is left out where the script is written, so anything may be taken away.</summary>
sealed class Draft
{
    public List<string> Schemas { get; } = ["public"];

    public List<DraftType> Types { get; } = [];

    public List<DraftSequence> Sequences { get; } = [];

    public List<DraftRoutine> Routines { get; } = [];

    public List<DraftTable> Tables { get; } = [];

    public List<DraftView> Views { get; } = [];

    public int Count => Types.Count + Sequences.Count + Routines.Count + Tables.Count + Views.Count;
}

/// <summary>What everything has that can be made.</summary>
abstract class DraftPart(string schema, string name)
{
    public string Schema { get; } = schema;

    public string Name { get; } = name;

    public string? Comment { get; set; }

    /// <summary>What is granted, or with REVOKE taken, and to whom; the script puts the name between.</summary>
    public List<(string Words, string Role)> Grants { get; } = [];

    public bool HasOtherOwner { get; set; }
}

/// <summary>An enum, a domain or a composite type.</summary>
sealed class DraftType(string schema, string name, char kind) : DraftPart(schema, name)
{
    public char Kind { get; } = kind;

    public List<string> Labels { get; } = [];

    /// <summary>What a domain is, and what a composite type's parts are.</summary>
    public ValueType Of { get; set; } = ValueType.All[0];

    public bool IsNotNull { get; set; }

    public bool IsChecked { get; set; }
}

/// <summary>A sequence of its own.</summary>
sealed class DraftSequence(string schema, string name) : DraftPart(schema, name)
{
    public int Start { get; set; } = 1;

    public bool Cycles { get; set; }
}

/// <summary>A function or a procedure.</summary>
sealed class DraftRoutine(string schema, string name, RoutineKind kind) : DraftPart(schema, name)
{
    public RoutineKind Kind { get; } = kind;

    public List<(string Name, ValueType Type, bool HasDefault)> Arguments { get; } = [];

    public ValueType Returns { get; set; } = ValueType.All[0];

    public string Manner { get; set; } = "";

    public int Version { get; set; }

    /// <summary>The table whose rows it gives.</summary>
    public DraftTable? Rows { get; set; }
}

enum RoutineKind
{
    Scalar,
    Number,
    Trigger,
    RowsOf,
    Atomic,
    Procedure,
}

/// <summary>A table with all that belongs to it.</summary>
sealed class DraftTable(string schema, string name) : DraftPart(schema, name)
{
    public DraftColumn Key { get; set; } = new("id", ValueType.All[0]);

    /// <summary>What its primary key is called; none of a table without.</summary>
    public string? KeyName { get; set; }

    public bool IsUnlogged { get; set; }

    public int FillFactor { get; set; }

    /// <summary><c>RANGE</c>, <c>LIST</c>, <c>HASH</c>, by its key; none of a table without partitions.</summary>
    public string? PartitionBy { get; set; }

    public List<(string Name, int Place)> Partitions { get; } = [];

    /// <summary>What the partition of all other rows is called.</summary>
    public string? Rest { get; set; }

    public DraftTable? Parent { get; set; }

    public List<DraftColumn> Columns { get; } = [];

    public List<(string Name, DraftColumn Column, string Manner)> Checks { get; } = [];

    public List<(string Name, DraftColumn Column)> Uniques { get; } = [];

    public List<(string Name, string Column, DraftTable To, string Manner)> ForeignKeys { get; } = [];

    public List<DraftIndex> Indexes { get; } = [];

    public List<(string Name, DraftRoutine Fires, string When, string State)> Triggers { get; } = [];

    public List<(string Name, string Manner)> Policies { get; } = [];

    public bool HasRowSecurity { get; set; }
}

/// <summary>A column.</summary>
sealed class DraftColumn(string name, ValueType type)
{
    public string Name { get; } = name;

    public ValueType Type { get; set; } = type;

    /// <summary>A type that the script makes.</summary>
    public DraftType? Made { get; set; }

    public bool IsNotNull { get; set; }

    public int Default { get; set; } = -1;

    public DraftSequence? Counts { get; set; }

    public DraftRoutine? Calls { get; set; }

    public string? Identity { get; set; }

    public DraftColumn? GeneratedFrom { get; set; }

    public bool IsCollated { get; set; }

    public int Statistics { get; set; } = -1;

    public string? Comment { get; set; }

    public string? Grant { get; set; }
}

/// <summary>An index of a table.</summary>
sealed class DraftIndex(string name, DraftColumn column)
{
    public string Name { get; } = name;

    public DraftColumn Column { get; } = column;

    public DraftColumn? Second { get; set; }

    public bool IsUnique { get; set; }

    public int Manner { get; set; }
}

/// <summary>A view of a table or of another view.</summary>
sealed class DraftView(string schema, string name, DraftPart source) : DraftPart(schema, name)
{
    public DraftPart Source { get; } = source;

    public DraftPart? Beside { get; set; }

    public bool IsMaterialized { get; set; }

    public bool IsBarrier { get; set; }

    public int Form { get; set; }

    /// <summary>Which of the source's columns it has, by their places.</summary>
    public List<(int Place, string? Label)> Columns { get; } = [];
}

/// <summary>A type of the server's, with what may be a default of it.</summary>
sealed record ValueType(string Name, params string[] Defaults)
{
    public bool IsNumber { get; init; }

    /// <summary>Whether a sequence can count it.</summary>
    public bool IsWhole => Name is "integer" or "bigint" or "smallint";

    public bool IsText { get; init; }

    /// <summary>Whether an index can sort by it.</summary>
    public bool Sorts { get; init; } = true;

    public bool Hashes => Name != "bit(3)";

    public static IReadOnlyList<ValueType> All { get; } =
    [
        new("integer", "1", "-7", "2 + 3") { IsNumber = true },
        new("bigint", "0", "-9223372036854775808") { IsNumber = true },
        new("smallint", "3") { IsNumber = true },
        new("numeric(10,2)", "1.5", "-0.25") { IsNumber = true },
        new("double precision", "1.1", "1e100") { IsNumber = true },
        new("text", "'it''s'", "''", @"E'back\\slash\n'", "upper('x')", "CURRENT_USER") { IsText = true },
        new("character varying(20)", "'v'", "NULL") { IsText = true },
        new("character(3)", "'abc'") { IsText = true },
        new("boolean", "true", "1 > 2"),
        new("date", "CURRENT_DATE", "'2020-01-01'"),
        new("timestamp(3) with time zone", "now()", "'2020-01-01 00:00+00'"),
        new("timestamp without time zone", "'2020-02-03 04:05:06.789'", "LOCALTIMESTAMP"),
        new("interval", "'1 day 02:00'", "'-1 mon'"),
        new("time(0) without time zone", "'12:00'"),
        new("uuid", "gen_random_uuid()"),
        new("jsonb", "'{}'", "'[1, {\"a\": null}]'"),
        new("json", "'{}'") { Sorts = false },
        new("integer[]", "'{}'", "ARRAY[1, 2]"),
        new("text[]", "ARRAY['a', NULL]", "'{a,\"b c\"}'"),
        new("int4range", "'[1,5)'"),
        new("bytea", @"'\x00ff'"),
        new("inet", "'10.0.0.1'"),
        new("point", "'(1,2)'") { Sorts = false },
        new("bit(3)", "B'101'"),
    ];
}
