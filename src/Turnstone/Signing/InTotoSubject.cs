namespace Turnstone.Signing;

/// <summary>Something that a statement is about: a name for people, and its digest, by which it is known.</summary>
/// <param name="Sha256">In lower-case hexadecimal.</param>
public sealed record InTotoSubject(string Name, string Sha256);
