namespace Turnstone.Sql;

/// <summary>A statement that begins like none that there is a parser for; an empty one as well.</summary>
/// <param name="Verb">What people call it: <c>CREATE TABLE</c>.</param>
public sealed record OtherStatement(StatementSlice Slice, string Verb) : Statement(Slice);
