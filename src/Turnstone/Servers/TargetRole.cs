namespace Turnstone.Servers;

using Turnstone.Sql;
using Turnstone.Text;

/// <summary>A role of a target, with what it may do; its password is nobody's business.</summary>
public sealed record TargetRole(string Name)
{
    public bool IsSuperuser { get; init; }

    public bool MakesDatabases { get; init; }

    public bool MakesRoles { get; init; }

    public bool Inherits { get; init; } = true;

    public bool Replicates { get; init; }

    public bool PassesRowSecurity { get; init; }

    /// <summary>Makes one like it, that cannot log in.</summary>
    internal Sql Create => $"CREATE ROLE {new Identifier(Name)} {new Verbatim(Attributes)}";

    string Attributes => string.Join(' ', new[]
    {
        (IsSuperuser, "SUPERUSER"), (MakesDatabases, "CREATEDB"), (MakesRoles, "CREATEROLE"), (Inherits, "INHERIT"), (Replicates, "REPLICATION"), (PassesRowSecurity, "BYPASSRLS"),
    }.Select(one => one.Item1 ? one.Item2 : $"NO{one.Item2}"));
}

/// <summary>That a role is a member of another.</summary>
/// <param name="Admin">Whether it may make others members.</param>
/// <param name="Inherit">Whether it has the other's rights; none before PostgreSQL 16, where that is the role's own.</param>
/// <param name="Set">Whether it may become the other; none before PostgreSQL 16, where every member may.</param>
public sealed record RoleMembership(string Role, string Member, bool Admin, bool? Inherit, bool? Set)
{
    internal Sql Grant => Inherit is { } inherit && Set is { } set
        ? (Sql)$"GRANT {new Identifier(Role)} TO {new Identifier(Member)} WITH ADMIN {Literal.Of(Admin)}, INHERIT {Literal.Of(inherit)}, SET {Literal.Of(set)}"
        : $"GRANT {new Identifier(Role)} TO {new Identifier(Member)}{(Admin ? (Sql)$" WITH ADMIN OPTION" : Sql.Empty)}";
}
