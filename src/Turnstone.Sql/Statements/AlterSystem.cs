namespace Turnstone.Sql.Statements;

/// <summary><c>ALTER SYSTEM SET setting = …</c>, <c>RESET setting</c>, <c>RESET ALL</c></summary>
/// <param name="Setting">In lower case, as it is written otherwise; none where it is ALL.</param>
public sealed record AlterSystem(StatementSlice Slice, string? Setting) : Statement(Slice)
{
    internal sealed class Parser() : BeginningParser("ALTER SYSTEM")
    {
        public override Statement? Read(TokenReader reader, StatementSlice slice, PgVersion version)
        {
            var isReset = reader.Take("RESET");
            if (isReset && reader.Take("ALL"))
            {
                return reader.AtEnd ? new AlterSystem(slice, null) : null;
            }

            return (isReset || reader.Take("SET")) && reader.TakeName() is { } setting
                ? new AlterSystem(slice, setting.Schema is { } prefix ? $"{prefix.Name}.{setting.Name.Name}" : setting.Name.Name)
                : null;
        }
    }
}
