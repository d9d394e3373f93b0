namespace Turnstone.Sql.Statements;

using Turnstone.Sql.Syntax;

/// <summary>Reads a statement that ends before a semicolon within another one.</summary>
static class NestedStatement
{
    public static Statement Read(SyntaxReader reader)
    {
        if (Parser.ReadNested(reader) is { } read)
        {
            return read;
        }

        StatementBeginning.Skip(reader);
        reader.Fail();
        return new OtherStatement(reader.Slice, "");
    }
}
