namespace Turnstone.Linting.Knowledge;

/// <summary>Something that depends on a column, so that PostgreSQL neither drops the column nor gives it another type.</summary>
/// <param name="What">What it is, in words: <c>view</c>.</param>
/// <param name="Name">What it is called.</param>
public sealed record ColumnUse(string What, string Name)
{
    public string Shown => $"{What} {Name}";
}
