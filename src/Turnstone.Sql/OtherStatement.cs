namespace Turnstone.Sql;

/// <summary>A statement that is not read any further: it is split, run and recorded as any other.</summary>
/// <param name="Verb">What people call it: <c>CREATE TABLE</c>.</param>
public sealed record OtherStatement(StatementSlice Slice, string Verb) : Statement(Slice);
