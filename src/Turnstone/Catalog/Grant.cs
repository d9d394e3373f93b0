namespace Turnstone.Catalog;

using Turnstone.Sql;
using Turnstone.Text;

/// <summary>A right that a role has to an object, or that its kind has by default and a role has not.</summary>
/// <param name="Privilege">In capitals; <c>ALL</c> where it is every one that the version knows for that kind.</param>
/// <param name="Role">None of everybody: PUBLIC.</param>
/// <param name="IsRevoked">It belongs to the role by default and was taken from it.</param>
public sealed record Grant(string Privilege, string? Role, bool IsGrantable, bool IsRevoked)
{
    /// <summary>The role as GRANT names it.</summary>
    public Verbatim Grantee => new(Role is null ? "PUBLIC" : new PlainName(Role).ToString());

    public override string ToString() => IsRevoked ? $"not {Privilege} to {Grantee}" : $"{Privilege} to {Grantee}{(IsGrantable ? " with grant option" : "")}";
}
