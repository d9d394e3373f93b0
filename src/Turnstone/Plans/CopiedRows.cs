namespace Turnstone.Plans;

/// <summary>The rows of a <c>COPY … FROM stdin</c>: a plan knows them by digest and length and never holds them.</summary>
/// <param name="Sha256">Over their UTF-8, in lower-case hexadecimal.</param>
/// <param name="Length">In bytes of UTF-8.</param>
/// <param name="Line">Where the first of them stands, from 1.</param>
/// <param name="File">The data file that holds them; none where they stand in the migration's own.</param>
public sealed record CopiedRows(string Sha256, long Length, int Line, string? File);
