namespace Turnstone.Sql.PlPgSql;

using Turnstone.Sql.Syntax;

/// <summary>The body of a function, procedure or DO block in PL/pgSQL, as far as its statements, its loops and its static SQL go.</summary>
/// <remarks>PostgreSQL manual 43.2; <c>pl_gram.y</c>. Never throws; what PL/pgSQL would not take is an error, what is wrong with its SQL is that statement's.</remarks>
/// <param name="Block">None where there is an error.</param>
public sealed record PlBody(PlBlock? Block, SyntaxError? Error)
{
    /// <summary>Reads a body: the text between its quotes.</summary>
    public static PlBody Read(string text, PgVersion version)
    {
        var slice = new StatementSlice(text, 1, TextPosition.Start, "", CopiesFromStdin: false);
        using var reader = new SyntaxReader(slice, version);
        var block = new PlReader(reader).ReadWhole();
        return new(reader.Error is null ? block : null, reader.Error);
    }
}
