namespace Turnstone.Sql.Statements;

/// <summary><c>ALTER TYPE type ADD VALUE [IF NOT EXISTS] 'value' [BEFORE | AFTER 'neighbour']</c></summary>
public sealed record AddEnumValue(StatementSlice Slice, ObjectName Type, bool IfNotExists, string Value) : Statement(Slice)
{
    internal sealed class Parser() : BeginningParser("ALTER TYPE")
    {
        public override Statement? Read(TokenReader reader, StatementSlice slice, PgVersion version)
        {
            if (reader.TakeName() is not { } type || !reader.Take("ADD VALUE"))
            {
                return null;
            }

            var ifNotExists = reader.Take("IF NOT EXISTS");
            return reader.TakeString() is { } value ? new AddEnumValue(slice, type, ifNotExists, value) : null;
        }
    }
}
