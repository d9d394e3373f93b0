namespace Turnstone.Tests.Grammar;

using Turnstone.Sql;

/// <summary>Something that we and a grammar do not say alike.</summary>
/// <param name="Group">What those that are likely to have one cause have in common.</param>
/// <param name="At">Where in the statement's text.</param>
sealed record Disagreement(Measure Measure, CorpusStatement Statement, PgVersion Version, string Ours, string Theirs, string Group, int At = 0);
