namespace Turnstone.Plans;

/// <summary>What a step finds of one object where nobody but the plan changed anything since it was made.</summary>
/// <param name="Object">As it is called: <c>column id of table app.orders</c>; <c>relation app.orders</c> where there is nothing of that name, of whatever kind.</param>
/// <param name="Fingerprint">None where it is expected not to be there.</param>
public sealed record ExpectedObject(string Object, string? Fingerprint)
{
    const string Relation = "relation ";

    /// <summary>That there is no table, no view, nothing that takes the name.</summary>
    /// <param name="name">With its schema, as a statement has it.</param>
    internal static ExpectedObject None(string name) => new(Relation + name, null);

    /// <summary>The name that is expected to be free; none where an object is.</summary>
    internal string? FreeName => Fingerprint is null && Object.StartsWith(Relation, StringComparison.Ordinal) ? Object[Relation.Length..] : null;
}
