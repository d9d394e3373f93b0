namespace Turnstone.Sql;

/// <summary>A statement that is text and no more: it begins like none that PostgreSQL has, or something in it is in no version's grammar; an empty one as well.</summary>
/// <remarks>Every clause of PostgreSQL 14 to 18 is read, so that only a mistake or a later version's clause is not; which of the two, the server decides:
/// such a statement is split, planned and run like any other. Half a tree would be taken for a whole one, so there is none.</remarks>
/// <param name="Verb">What people call it: <c>CREATE TABLE</c>.</param>
public sealed record OtherStatement(StatementSlice Slice, string Verb) : Statement(Slice);
