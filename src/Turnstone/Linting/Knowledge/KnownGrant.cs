namespace Turnstone.Linting.Knowledge;

/// <summary>A privilege that a role was granted on something.</summary>
/// <param name="Privilege">In lower case; <c>all</c> is any.</param>
sealed record KnownGrant(string Role, string Privilege);
