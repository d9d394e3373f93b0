namespace Turnstone.Linting.Knowledge;

using Turnstone.Sql.Statements;

/// <summary>How a column's values lie in a row.</summary>
/// <param name="Length">In bytes; none where each value has its own.</param>
/// <param name="Alignment">Of what their first byte's place is a multiple; of short texts, none.</param>
/// <remarks><c>pg_type</c>: typlen and typalign; held to by a test on a real server.</remarks>
readonly record struct TypeAlignment(int? Length, int Alignment)
{
    static readonly Dictionary<string, TypeAlignment> Known = new(StringComparer.Ordinal)
    {
        ["bool"] = new(1, 1),
        ["int2"] = new(2, 2),
        ["int4"] = new(4, 4), ["float4"] = new(4, 4), ["date"] = new(4, 4), ["oid"] = new(4, 4), ["regclass"] = new(4, 4), ["regproc"] = new(4, 4), ["regtype"] = new(4, 4), ["regrole"] = new(4, 4),
        ["int8"] = new(8, 8), ["float8"] = new(8, 8), ["timestamp"] = new(8, 8), ["timestamptz"] = new(8, 8), ["time"] = new(8, 8), ["money"] = new(8, 8), ["pg_lsn"] = new(8, 8), ["macaddr8"] = new(8, 4),
        ["timetz"] = new(12, 8), ["interval"] = new(16, 8), ["point"] = new(16, 8), ["macaddr"] = new(6, 4), ["uuid"] = new(16, 1), ["name"] = new(64, 1),
        ["box"] = new(32, 8), ["lseg"] = new(32, 8), ["line"] = new(24, 8), ["circle"] = new(24, 8),
        ["text"] = Short, ["varchar"] = Short, ["bpchar"] = Short, ["bytea"] = Short, ["numeric"] = Short, ["json"] = Short, ["jsonb"] = Short, ["xml"] = Short, ["bit"] = Short, ["varbit"] = Short,
        ["inet"] = Short, ["cidr"] = Short, ["tsvector"] = Short, ["tsquery"] = Short,
        ["int4range"] = Short, ["int8range"] = Short, ["numrange"] = Short, ["tsrange"] = Short, ["tstzrange"] = Short, ["daterange"] = Short,
    };

    /// <summary>Of its own length, and of no alignment while it is short.</summary>
    static TypeAlignment Short => new(null, 1);

    /// <summary>None of a type that is not known.</summary>
    public static TypeAlignment? Of(ColumnType type, KnownSchema known) => type switch
    {
        { IsArray: true } => Short,
        { Own: { } own } => known.Type(own)?.Statement is CreateType { Labels: not [] } ? new(4, 4) : null,
        _ => Known.TryGetValue(type.Name, out var one) ? one : null,
    };
}
