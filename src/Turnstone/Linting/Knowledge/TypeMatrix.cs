namespace Turnstone.Linting.Knowledge;

using Turnstone.Sql;
using Turnstone.Sql.Clauses;
using Turnstone.Sql.Expressions;
using Turnstone.Sql.Statements;

/// <summary>What a change from one type to another costs: the rows of a table, a column, a value cast.</summary>
/// <remarks>PostgreSQL: ATColumnChangeRequiresRewrite, CheckIndexCompatible, and the support functions of the types' lengths. Held to by a test that changes real columns.</remarks>
static class TypeMatrix
{
    // Types whose values are the same bytes (pg_cast, castmethod b), and whether an index of the one serves the other.
    static readonly Dictionary<(string From, string To), bool> SameBytes = new()
    {
        [("text", "varchar")] = true,
        [("varchar", "text")] = true,
        [("text", "bpchar")] = false,
        [("varchar", "bpchar")] = false,
        [("xml", "text")] = true,
        [("xml", "varchar")] = true,
        [("xml", "bpchar")] = true,
        [("cidr", "inet")] = true,
        [("bit", "varbit")] = false,
        [("varbit", "bit")] = false,
        [("int4", "oid")] = false,
        [("oid", "int4")] = false,
    };

    /// <param name="value">What the new value is made of, where USING says it.</param>
    /// <param name="text">The statement's that it stands in.</param>
    public static TypeChangeWork Work(ColumnType from, ColumnType to, Identifier column, Expression? value, string text, KnownSchema known)
    {
        if (value is null)
        {
            return Work(from, to, known);
        }
        var (type, work) = Made(value, from, column, text, known);
        return type is null ? TypeChangeWork.Rewrite : Most(work, Work(type, to, known));
    }

    // A chain of casts of the column itself costs what its dearest one does; anything else is computed anew for each row.
    static (ColumnType? Type, TypeChangeWork Work) Made(Expression value, ColumnType from, Identifier column, string text, KnownSchema known)
    {
        var casts = new Stack<Cast>();
        while (value is Cast cast)
        {
            casts.Push(cast);
            value = cast.Operand;
        }
        if (value is not ColumnReference { IsStar: false } named || named.Parts[^1] != column)
        {
            return (null, TypeChangeWork.Rewrite);
        }
        var (type, work) = (from, TypeChangeWork.None);
        foreach (var cast in casts)
        {
            var next = ColumnType.Of(cast.Type, text);
            (type, work) = (next, Most(work, Work(type, next, known)));
        }
        return (type, work);
    }

    static TypeChangeWork Most(TypeChangeWork one, TypeChangeWork other) =>
        one == TypeChangeWork.Rewrite || other == TypeChangeWork.Rewrite ? TypeChangeWork.Rewrite
        : one == TypeChangeWork.Unknown || other == TypeChangeWork.Unknown ? TypeChangeWork.Unknown
        : (TypeChangeWork)Math.Max((int)one, (int)other);

    /// <summary>Without USING.</summary>
    public static TypeChangeWork Work(ColumnType from, ColumnType to, KnownSchema known)
    {
        if (from == to)
        {
            return TypeChangeWork.None;
        }
        // What is in a domain is of its base type, whose length the column does not have; what goes into one is tested, or not.
        if (Domain(to, known) is { } domain)
        {
            return domain.Constraints.Any(one => one is CheckConstraint or NotNullConstraint) ? TypeChangeWork.Rewrite : Work(from, Base(domain), known);
        }
        if (Domain(from, known) is { } left)
        {
            return Work(Base(left) with { Length = null, Scale = null, Fields = null }, to, known);
        }
        if (from.Own is not null || to.Own is not null)
        {
            return IsMade(from, known) && IsMade(to, known) ? TypeChangeWork.Rewrite : TypeChangeWork.Unknown;
        }
        if (from.IsArray || to.IsArray)
        {
            return from.IsArray && to.IsArray && from.Name == to.Name && to is { Length: null, Fields: null } ? TypeChangeWork.None : TypeChangeWork.Rewrite;
        }
        return from.Name == to.Name ? OfLength(from, to) : OfName(from, to);
    }

    static TypeChangeWork OfName(ColumnType from, ColumnType to) => (from.Name, to.Name) switch
    {
        ("timestamp", "timestamptz") or ("timestamptz", "timestamp") when to.Length is null or 6 => TypeChangeWork.IndexesInUtc,
        var pair when SameBytes.TryGetValue(pair, out var keepsIndex) && to.Length is null => keepsIndex ? TypeChangeWork.None : TypeChangeWork.Indexes,
        // Numbers of objects are the same bytes as an integer.
        ("int4" or "oid", var name) when name.StartsWith("reg", StringComparison.Ordinal) => from.Name == "oid" ? TypeChangeWork.None : TypeChangeWork.Indexes,
        (var name, "int4" or "oid") when name.StartsWith("reg", StringComparison.Ordinal) => to.Name == "oid" ? TypeChangeWork.None : TypeChangeWork.Indexes,
        _ => TypeChangeWork.Rewrite,
    };

    static TypeChangeWork OfLength(ColumnType from, ColumnType to)
    {
        var isFree = from.Name switch
        {
            _ when to is { Length: null, Fields: null } => true,
            "varchar" or "varbit" => to.Length >= from.Length,
            "numeric" => to.Scale == from.Scale && to.Length >= from.Length,
            "timestamp" or "timestamptz" or "time" or "timetz" => to.Length >= 6 || to.Length >= from.Length,
            "interval" => Least(to) <= Least(from) && (Least(to) > 0 || Least(from) > 0 || (to.Length ?? 6) >= (from.Length ?? 6)),
            _ => false,
        };
        return isFree ? TypeChangeWork.None : TypeChangeWork.Rewrite;
    }

    // The smallest field that an interval keeps, from 0 for seconds.
    static int Least(ColumnType interval) => interval.Fields?.Split(' ')[^1] switch { "YEAR" => 5, "MONTH" => 4, "DAY" => 3, "HOUR" => 2, "MINUTE" => 1, _ => 0 };

    static CreateDomain? Domain(ColumnType type, KnownSchema known) => type is { IsArray: false, Own: { } name } ? known.Type(name)?.Statement as CreateDomain : null;

    static ColumnType Base(CreateDomain domain) => ColumnType.Of(domain.Type, domain.Slice.Text);

    // An extension's type may be the same bytes as another, as citext is.
    static bool IsMade(ColumnType type, KnownSchema known) => type.Own is not { } name || known.Type(name)?.Statement is CreateType { Form: TypeForm.Enum or TypeForm.Composite or TypeForm.Range }
        || type.IsArray && known.Type(name)?.Statement is CreateDomain;
}
