namespace Turnstone.Sql.Clauses;

using Turnstone.Sql.Queries;
using Turnstone.Sql.Syntax;

/// <summary>Passes <c>ALTER kind [IF EXISTS] object</c> where one of the statements follows that many kinds share.</summary>
static class AlteredObject
{
    /// <summary>None where another statement follows: what is wrong is its own parser's to say.</summary>
    public static (ObjectReference Object, bool IfExists, bool IsOnly)? TryRead(SyntaxReader reader, ObjectUse use)
    {
        reader.Expect("ALTER");
        if (ObjectKindRule.Take(reader) is not { } rule || (rule.Use & use) == 0 || !Follows(reader, rule, use))
        {
            return null;
        }

        var ifExists = rule.Use.HasFlag(ObjectUse.IfExists) && use != ObjectUse.Depends && reader.Take("IF", "EXISTS");
        if (rule.Kind is not (ObjectKind.Table or ObjectKind.ForeignTable))
        {
            return (ObjectReference.Parser.ReadAltered(reader, rule), ifExists, false);
        }

        var table = RelationName.Parser.Read(reader);
        return (new(table.Span, rule.Kind, table.Name), ifExists, table.IsOnly);
    }

    // Where nothing else may follow, one of them says so.
    static bool Follows(SyntaxReader reader, ObjectKindRule rule, ObjectUse use)
    {
        var (verb, next) = Behind(reader);
        var found = verb.Word switch
        {
            "RENAME" => ObjectUse.Rename,
            "OWNER" => ObjectUse.Owner,
            "SET" when Is(next, "SCHEMA") => ObjectUse.Schema,
            "DEPENDS" => ObjectUse.Depends,
            "NO" when Is(next, "DEPENDS") => ObjectUse.Depends,
            _ => ObjectUse.None,
        };
        return found == use || (found == ObjectUse.None || (rule.Use & found) == 0) && rule.Use.HasFlag(ObjectUse.NoOther) && use == Speaker(rule);
    }

    static ObjectUse Speaker(ObjectKindRule rule) => rule.Use.HasFlag(ObjectUse.Rename) ? ObjectUse.Rename : ObjectUse.Owner;

    static bool Is(SyntaxToken token, string word) => string.Equals(token.Word, word, StringComparison.Ordinal);

    // What stands behind the object, and behind that, however the object is named.
    static (SyntaxToken Verb, SyntaxToken Next) Behind(SyntaxReader reader)
    {
        var at = reader.Is("IF", "EXISTS") ? 2 : 0;
        at += reader.IsAhead(at, "ONLY") ? 1 : 0;
        at = BehindName(reader, at);
        if (reader.Ahead(at).Word is "ON" or "USING")
        {
            at = BehindName(reader, at + 1);
        }

        return (reader.Ahead(at), reader.Ahead(at + 1));
    }

    static int BehindName(SyntaxReader reader, int at)
    {
        at = reader.Ahead(at).Kind == TokenKind.OpenParenthesis ? at : reader.BehindName(at);
        // LARGE OBJECT 1
        at += reader.Ahead(at).Kind == TokenKind.Number ? 1 : 0;
        at = reader.Ahead(at).Kind == TokenKind.OpenParenthesis ? reader.BehindGroup(at) : at;
        return at + (reader.Ahead(at).Kind == TokenKind.Operator ? 1 : 0);
    }
}
