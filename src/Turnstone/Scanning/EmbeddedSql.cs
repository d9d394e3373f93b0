namespace Turnstone.Scanning;

/// <summary>SQL that stands in a text, read by the parser to be sure.</summary>
/// <param name="Verb">What people call its first statement that matters: <c>CREATE TABLE</c>.</param>
/// <param name="Name">What that is about, where its text says it.</param>
/// <param name="Offset">Where that begins, in the text.</param>
/// <param name="Others">How many more of them there are.</param>
/// <param name="ChangesSchema">Whether they make, change or take away what a schema has; else they read or write rows.</param>
/// <param name="IsBuilt">Whether the program puts values into it before it sends it.</param>
sealed record EmbeddedSql(string Verb, string? Name, int Offset, int Others, bool ChangesSchema, bool IsBuilt);
