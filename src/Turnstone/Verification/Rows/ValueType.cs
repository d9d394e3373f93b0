namespace Turnstone.Verification.Rows;

using System.Collections.Immutable;

/// <summary>A type of the server's, as somebody sees it who makes values of it.</summary>
/// <param name="Kind"><c>pg_type.typtype</c>: b(ase), c(omposite), d(omain), e(num), r(ange), m(ultirange).</param>
/// <param name="Category"><c>pg_type.typcategory</c>: N(umeric), S(tring), D(ate), A(rray), …</param>
/// <param name="Inner">What it is made of: a domain's base, an array's element, a range's bounds, a multirange's ranges; 0 for none.</param>
/// <param name="InnerModifier">A domain's.</param>
sealed record ValueType(uint Oid, string Name, bool IsBuiltIn, char Kind, char Category, uint Inner, int InnerModifier)
{
    /// <summary>An enumeration's labels.</summary>
    public ImmutableArray<string> Labels { get; init; } = [];

    /// <summary>A composite type's attributes, by type and modifier.</summary>
    public ImmutableArray<(uint Type, int Modifier)> Fields { get; init; } = [];

    /// <summary>A domain's checks.</summary>
    public ImmutableArray<string> Conditions { get; init; } = [];
}
