namespace Turnstone.Linting.Secrets;

using Turnstone.Sql;

/// <summary>A stretch of a text that is a secret by what it looks like.</summary>
/// <param name="Span">The secret itself, without what stands around it: of an address, the password alone.</param>
/// <param name="What">What it is, in words: <c>a GitHub token</c>.</param>
public readonly record struct SecretShape(TextSpan Span, string What);
