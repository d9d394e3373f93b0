namespace Turnstone.Sql;

using Turnstone.Sql.Syntax;

/// <summary>A name as a person writes it: in quotes only where PostgreSQL would read something else without them.</summary>
/// <remarks>As <c>quote_ident()</c> has it, for the keywords of every version: what is written down for one is read by the others.</remarks>
public readonly record struct PlainName(string Name)
{
    bool IsPlain => Name is [>= 'a' and <= 'z' or '_', ..] && Name.All(letter => letter is >= 'a' and <= 'z' or >= '0' and <= '9' or '_')
        && Keywords.Find(Name) is null or { Kind: KeywordKind.Unreserved };

    public override string ToString() => IsPlain ? Name : new Identifier(Name).ToString();
}
