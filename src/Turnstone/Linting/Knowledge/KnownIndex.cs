namespace Turnstone.Linting.Knowledge;

using Turnstone.Sql.Statements;

/// <summary>An index that was seen.</summary>
/// <param name="Statement">What made it; none of a constraint's.</param>
public sealed record KnownIndex(string Name, KnownTable Table, CreateIndex? Statement)
{
    /// <summary>Its table's, or what that was when it was made.</summary>
    public required string Schema { get; init; }

    public Making? Made { get; init; }
}
