namespace Turnstone.Plans;

/// <summary>A statement on its way to the server.</summary>
/// <param name="Text">With its secrets in place.</param>
/// <param name="Rows">What follows it, where it is a <c>COPY … FROM stdin</c>; they are read before the next statement is.</param>
sealed record SentStatement(PlannedStatement Planned, string Text, TextReader? Rows);
