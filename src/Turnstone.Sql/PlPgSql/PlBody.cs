namespace Turnstone.Sql.PlPgSql;

using Turnstone.Sql.Statements;
using Turnstone.Sql.Syntax;

/// <summary>The body of a function, procedure or DO block in PL/pgSQL: its statements, its loops, its SQL.</summary>
/// <remarks>
/// PostgreSQL manual 43; <c>pl_gram.y</c>. Never throws. An expression is a query without its SELECT, as PL/pgSQL has it. What only the server knows is
/// not asked for: whether a variable is declared, and what its type is. But a word of PL/pgSQL is a variable only where one is declared.
/// </remarks>
/// <param name="Block">None where there is an error.</param>
public sealed record PlBody(PlBlock? Block, SyntaxError? Error)
{
    /// <summary>Whether it may end the transaction that it runs in: by COMMIT or ROLLBACK, or by a CALL or a DO, whose bodies may. What EXECUTE runs may not.</summary>
    /// <remarks>PostgreSQL manual 43.8; a body that cannot be read may do anything.</remarks>
    public bool MayEndTransaction => Block is null || Block.Nodes.Any(node => node is PlTransaction or PlStatic { Sql: Call or Do });

    /// <summary>Reads the body of a statement that makes a function or a procedure, or of a DO, which may stand in a body itself; none where it is in another
    /// language, or where the statement is not of its slice's text.</summary>
    /// <returns>All spans, those of its SQL as well, are those of the slice's text, whichever way the bodies are quoted.</returns>
    public static PlBody? Of(Statement statement, PgVersion version) => statement switch
    {
        CreateRoutine { Language: "plpgsql", Code: { } code } routine => Read(statement.Slice, code, routine.Name.Name, NamesOf(routine), version),
        Do { Language: null or "plpgsql", Code: { } code } => Read(statement.Slice, code, new("inline_code_block"), [], version),
        _ => null,
    };

    /// <summary>Reads a body that stands alone: the text between its quotes.</summary>
    public static PlBody Read(string text, PgVersion version) => Read(new(new StatementSlice(text, 1, TextPosition.Start, "", CopiesFromStdin: false), version), null, null);

    static PlBody? Read(StatementSlice slice, Identifier code, Identifier name, IEnumerable<Identifier> parameters, PgVersion version)
    {
        var constant = QuotedText.Read(slice, code.Span);
        return constant.Text == code.Name ? Read(new(slice, constant, version), name, parameters) : null;
    }

    static IEnumerable<Identifier> NamesOf(CreateRoutine routine) => routine.Parameters.Where(one => one.Name is not null).Select(one => one.Name!.Value);

    static PlBody Read(SyntaxReader reader, Identifier? name, IEnumerable<Identifier>? parameters)
    {
        using (reader)
        {
            var block = new PlReader(reader, name, parameters).ReadWhole();
            return new(reader.Error is null ? block : null, reader.Error);
        }
    }
}
