namespace Turnstone.Sql.Clauses;

using System.Collections.Immutable;
using Turnstone.Sql.Syntax;

/// <summary>Reads who gets or loses privileges, and from whom.</summary>
static class Grantee
{
    /// <summary><c>[GROUP] role, …</c></summary>
    public static ImmutableArray<RoleReference> ReadAll(SyntaxReader reader) => reader.List(Read);

    /// <summary><c>GRANTED BY role</c>, if it stands here.</summary>
    public static RoleReference? TryReadGrantor(SyntaxReader reader)
    {
        if (!reader.Take("GRANTED"))
        {
            return null;
        }

        reader.Expect("BY");
        return RoleReference.Parser.Read(reader);
    }

    static RoleReference Read(SyntaxReader reader)
    {
        _ = reader.Take("GROUP");
        return RoleReference.Parser.Read(reader);
    }
}
