namespace Turnstone.Sql.Clauses;

using Turnstone.Sql.Syntax;

/// <summary>Reads whether what depends on a dropped object goes with it.</summary>
static class DropBehavior
{
    /// <summary><c>CASCADE</c> or <c>RESTRICT</c>, if it stands here.</summary>
    public static bool ReadCascade(SyntaxReader reader) => reader.TakeOneOf("CASCADE", "RESTRICT") == "CASCADE";
}
