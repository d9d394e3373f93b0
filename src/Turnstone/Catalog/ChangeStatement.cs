namespace Turnstone.Catalog;

using Turnstone.Text;

/// <summary>One of the statements that make one schema of another.</summary>
/// <param name="Object">What it is about.</param>
/// <param name="Loses">What is lost by it; none where it can be taken back.</param>
public sealed record ChangeStatement(ObjectId Object, Sql Sql, string? Loses);
