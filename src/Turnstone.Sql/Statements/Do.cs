namespace Turnstone.Sql.Statements;

/// <summary><c>DO [LANGUAGE language] 'code'</c></summary>
/// <param name="Language">None where it is left to be PL/pgSQL.</param>
public sealed record Do(StatementSlice Slice, string? Language) : Statement(Slice)
{
    internal sealed class Parser() : BeginningParser("DO")
    {
        public override Statement? Read(TokenReader reader, StatementSlice slice, PgVersion version)
        {
            string? language = null;
            var hasCode = false;
            while (!reader.AtEnd)
            {
                if (reader.Take("LANGUAGE"))
                {
                    language = reader.TakeIdentifier()?.Name ?? reader.TakeString();
                    if (language is null)
                    {
                        return null;
                    }
                }
                else if (hasCode)
                {
                    return null;
                }
                else
                {
                    reader.Next();
                    hasCode = true;
                }
            }

            return hasCode ? new Do(slice, language) : null;
        }
    }
}
