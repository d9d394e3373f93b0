namespace Turnstone.Sql.Clauses;

using Turnstone.Sql.Syntax;

/// <summary><c>CASCADE</c> or <c>RESTRICT</c>: what happens to that which depends on what goes.</summary>
static class DropBehavior
{
    /// <summary>Passes it if it stands here, and says whether what depends goes as well.</summary>
    public static bool TakeCascade(SyntaxReader reader)
    {
        var cascade = reader.Take("CASCADE");
        _ = cascade || reader.Take("RESTRICT");
        return cascade;
    }
}
