namespace Turnstone.Catalog;

using System.Collections.Immutable;
using Turnstone.Text;

/// <summary>How an object becomes another of its name without being taken away.</summary>
/// <param name="Displaces">Whether what needs it has to go meanwhile, unless it follows by itself: a view while a column's type changes.</param>
/// <param name="Loses">What is lost by it, as <see cref="SchemaObject.Loses"/> says it.</param>
public sealed record Alteration(ImmutableArray<Sql> Statements, bool Displaces = false, string? Loses = null)
{
    /// <summary>What is said once everything else is there.</summary>
    public ImmutableArray<Sql> Last { get; init; } = [];

    /// <summary>Whether there is another object afterwards, to which nothing is granted yet.</summary>
    public bool MakesAnew { get; init; }

    /// <summary>One that leaves alone what needs it.</summary>
    public static Alteration Of(IEnumerable<Sql> statements) => new([.. statements]);
}
