namespace Turnstone.Plans;

/// <summary>One statement as it will be sent, and where it stands in its file.</summary>
/// <param name="Ordinal">Its number in the file, from 1.</param>
/// <param name="Verb">What it does in a word or two: <c>CREATE TABLE</c>.</param>
/// <param name="Sql">The file's own slice with its placeholders filled; one that stands for a secret is still <c>${name}</c>.</param>
/// <param name="ReportsRows">Whether the server answers with a row count.</param>
/// <param name="Sha256">Of the slice, where <paramref name="Sql"/> shows stars in place of a password: what is sent is read from the file again
/// and has to have this digest.</param>
public sealed record PlannedStatement(int Ordinal, int Line, int Column, string Verb, string Sql, bool ReportsRows, string? Sha256);
