namespace Turnstone.Sql.Syntax;

/// <content>What stands behind something, without reading it.</content>
sealed partial class SyntaxReader
{
    /// <summary>How far ahead stands what follows a name, of as many parts as it has, that begins that far ahead.</summary>
    public int BehindName(int distance)
    {
        distance++;
        while (Ahead(distance).Kind == TokenKind.Dot)
        {
            distance += 2;
        }

        return distance;
    }

    /// <summary>How far ahead stands what follows the parentheses that open that far ahead; the end where they are never closed.</summary>
    public int BehindGroup(int distance)
    {
        for (var depth = 0; ; distance++)
        {
            var kind = Ahead(distance).Kind;
            depth += kind switch { TokenKind.OpenParenthesis => 1, TokenKind.CloseParenthesis => -1, _ => 0 };
            if (depth == 0 || kind == TokenKind.None)
            {
                return kind == TokenKind.None ? distance : distance + 1;
            }
        }
    }
}
