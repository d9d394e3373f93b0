namespace Turnstone.Verification.Rows;

using Turnstone.Sessions;
using Turnstone.Text;

/// <summary>Reads the types that a database's columns may have.</summary>
sealed class ValueTypeReader(Session session)
{
    static Sql Types => $"""
        SELECT kind.oid, kind.typname::text, kind.typnamespace = 'pg_catalog'::pg_catalog.regnamespace, kind.typtype::text, kind.typcategory::text,
            CASE kind.typtype WHEN 'd' THEN kind.typbasetype WHEN 'r' THEN one.rngsubtype WHEN 'm' THEN many.rngtypid
                ELSE CASE WHEN kind.typcategory = 'A' THEN kind.typelem ELSE 0 END END,
            kind.typtypmod
        FROM pg_catalog.pg_type kind
        LEFT JOIN pg_catalog.pg_range one ON one.rngtypid = kind.oid LEFT JOIN pg_catalog.pg_range many ON many.rngmultitypid = kind.oid
        """;

    static Sql Labels => $"SELECT enumtypid, enumlabel::text FROM pg_catalog.pg_enum ORDER BY enumtypid, enumsortorder";

    static Sql Fields => $"""
        SELECT kind.oid, part.atttypid, part.atttypmod FROM pg_catalog.pg_type kind JOIN pg_catalog.pg_attribute part ON part.attrelid = kind.typrelid
        WHERE kind.typtype = 'c' AND kind.typnamespace <> 'pg_catalog'::pg_catalog.regnamespace AND part.attnum > 0 AND NOT part.attisdropped ORDER BY kind.oid, part.attnum
        """;

    static Sql Conditions => $"SELECT contypid, pg_catalog.pg_get_constraintdef(oid) FROM pg_catalog.pg_constraint WHERE contypid <> 0 AND contype = 'c' ORDER BY contypid, conname::text COLLATE \"C\"";

    public async Task<Dictionary<uint, ValueType>> ReadAsync(CancellationToken stop)
    {
        var labels = (await session.QueryAsync(Labels, row => (Type: row.GetFieldValue<uint>(0), Label: row.GetString(1)), stop)).ToLookup(one => one.Type, one => one.Label);
        var fields = (await session.QueryAsync(Fields, row => (Of: row.GetFieldValue<uint>(0), Field: (row.GetFieldValue<uint>(1), row.GetInt32(2))), stop)).ToLookup(one => one.Of, one => one.Field);
        var conditions = (await session.QueryAsync(Conditions, row => (Type: row.GetFieldValue<uint>(0), Text: row.GetString(1)), stop)).ToLookup(one => one.Type, one => one.Text);
        var types = await session.QueryAsync(Types, row =>
        {
            var oid = row.GetFieldValue<uint>(0);
            return new ValueType(oid, row.GetString(1), row.GetBoolean(2), row.GetString(3)[0], row.GetString(4)[0], row.GetFieldValue<uint>(5), row.GetInt32(6))
            {
                Labels = [.. labels[oid]],
                Fields = [.. fields[oid]],
                Conditions = [.. conditions[oid]],
            };
        }, stop);
        return types.ToDictionary(type => type.Oid);
    }
}
