namespace Turnstone.Sql;

using System.Text;

/// <summary>What is open in the statement being read, so that a semicolon does not end it: psqlscan.l's <c>paren_depth</c> and <c>begin_depth</c>.</summary>
struct Nesting
{
    int _parentheses;
    int _brackets;
    int _blocks;

    // Where the text is in CREATE [OR REPLACE] FUNCTION|PROCEDURE: psqlscan.l's `identifiers`.
    Beginning _beginning;
    bool _afterBegin;
    bool _afterLabel;
    bool _afterJson;

    // The parenthesis inside which colons belong to JSON_OBJECT('key': value).
    int _json;

    enum Beginning
    {
        None,
        Create,
        Or,
        Replace,
        Routine,
        Other,
    }

    /// <summary>Whether a semicolon here is inside the statement.</summary>
    public readonly bool IsOpen => _parentheses > 0 || _blocks > 0;

    /// <summary>Whether a colon here belongs to SQL: in an array slice or in <c>JSON_OBJECT('key': value)</c>.</summary>
    public readonly bool OwnsColons => _brackets > 0 || _json > 0;

    /// <summary>Takes notice of a significant token.</summary>
    public void See(TokenKind kind, ReadOnlySpan<char> text)
    {
        switch (kind)
        {
            case TokenKind.OpenParenthesis:
                _parentheses++;
                _json = _json == 0 && _afterJson ? _parentheses : _json;
                break;
            case TokenKind.CloseParenthesis:
                _json = _json == _parentheses ? 0 : _json;
                _parentheses = Math.Max(0, _parentheses - 1);
                break;
            case TokenKind.OpenBracket:
                _brackets++;
                break;
            case TokenKind.CloseBracket:
                _brackets = Math.Max(0, _brackets - 1);
                break;
            case TokenKind.Word:
                SeeWord(text);
                return;
        }

        _afterBegin = _afterJson = false;
        _afterLabel = kind == TokenKind.Dot;
    }

    void SeeWord(ReadOnlySpan<char> word)
    {
        if (_beginning == Beginning.Routine && _parentheses == 0 && !_afterLabel)
        {
            SeeBlockWord(word);
        }

        _beginning = Next(word);
        _afterBegin = Is(word, "begin");
        _afterLabel = Is(word, "as");
        _afterJson = Is(word, "json_object") || Is(word, "json_objectagg");
    }

    // CASE ends with END too. Where psqlscan.l takes any BEGIN and END for a block's, a name (`begin`, `t.end`, `AS end`) is left alone here.
    void SeeBlockWord(ReadOnlySpan<char> word)
    {
        if (_afterBegin && Is(word, "atomic"))
        {
            _blocks++;
        }
        else if (_blocks > 0 && Is(word, "case"))
        {
            _blocks++;
        }
        else if (_blocks > 0 && Is(word, "end"))
        {
            _blocks--;
        }
    }

    readonly Beginning Next(ReadOnlySpan<char> word) => _beginning switch
    {
        Beginning.Routine => Beginning.Routine,
        Beginning.None when Is(word, "create") => Beginning.Create,
        Beginning.Create when Is(word, "or") => Beginning.Or,
        Beginning.Or when Is(word, "replace") => Beginning.Replace,
        Beginning.Create or Beginning.Replace when Is(word, "function") || Is(word, "procedure") => Beginning.Routine,
        _ => Beginning.Other,
    };

    static bool Is(ReadOnlySpan<char> word, ReadOnlySpan<char> keyword) => Ascii.EqualsIgnoreCase(word, keyword);
}
