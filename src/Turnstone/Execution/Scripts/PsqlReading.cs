namespace Turnstone.Execution.Scripts;

using Turnstone.Sql;

/// <summary>How psql reads a statement: it looks for the semicolon, for variables and for commands of its own, and knows less of SQL than the server.</summary>
/// <param name="mayEscape">Whether a backslash in plain quotes may escape the quote: something switches <c>standard_conforming_strings</c> off.</param>
sealed class PsqlReading(bool mayEscape)
{
    /// <summary>What psql would put the values of variables for: <c>n</c> in <c>a[1:n]</c>. A variable that is not set it leaves alone.</summary>
    /// <returns>None where psql may read the statement in another way than the server, so that it does not pass it on as it stands.</returns>
    public IReadOnlyList<string>? Variables(string statement)
    {
        var variables = new List<string>();
        var depth = 0;
        var creates = new TokenReader(statement).Is("CREATE");
        for (var token = new TokenReader(statement); !token.AtEnd; token.Next())
        {
            depth += token.Kind switch
            {
                TokenKind.OpenParenthesis => 1,
                TokenKind.CloseParenthesis => -1,
                _ => 0,
            };
            // A parameter called begin would be the beginning of a body.
            if (depth < 0 || IsReadOtherwise(token) || creates && token.Is("BEGIN"))
            {
                return null;
            }
            if (token.Kind == TokenKind.Colon && Variable(statement.AsSpan(token.Current.Span.End)) is { Length: > 0 } name)
            {
                variables.Add(name);
            }
        }
        return depth == 0 && !variables.Exists(IsTaken) ? variables : null;
    }

    bool IsReadOtherwise(TokenReader token) => token.Kind switch
    {
        TokenKind.Semicolon or TokenKind.Placeholder or TokenKind.Other => true,
        TokenKind.UnterminatedComment or TokenKind.UnterminatedString or TokenKind.UnterminatedDollarString or TokenKind.UnterminatedIdentifier => true,
        TokenKind.String or TokenKind.NationalString or TokenKind.UnicodeString or TokenKind.BitString or TokenKind.HexString => mayEscape && token.Text.Contains('\\'),
        _ => false,
    };

    static string Variable(ReadOnlySpan<char> behindColon)
    {
        var name = behindColon is ['\'' or '"', .. var quoted] ? quoted : behindColon;
        var length = 0;
        while (length < name.Length && (char.IsAsciiLetterOrDigit(name[length]) || name[length] is '_' or >= '\x80'))
        {
            length++;
        }
        return name[..length].ToString();
    }

    // Ours, and psql's own, some of which cannot be unset.
    static bool IsTaken(string variable) => variable.StartsWith("turnstone_", StringComparison.Ordinal) || !variable.Any(char.IsAsciiLetterLower) && variable.Any(char.IsAsciiLetterUpper);
}
