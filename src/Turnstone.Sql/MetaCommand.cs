namespace Turnstone.Sql;

/// <summary>A psql command, <c>\connect</c>: what it is worth to a tool that sends nothing but SQL.</summary>
static class MetaCommand
{
    /// <summary>The command's name: the letters behind the backslash, or the one sign there is.</summary>
    public static ReadOnlySpan<char> NameOf(ReadOnlySpan<char> line)
    {
        var length = 0;
        while (length + 1 < line.Length && (char.IsAsciiLetter(line[length + 1]) || line[length + 1] == '_'))
        {
            length++;
        }

        return line.Slice(1, Math.Max(length, Math.Min(1, line.Length - 1)));
    }

    /// <summary>Whether it guards a dump and changes nothing in the database.</summary>
    public static bool IsUnderstood(ReadOnlySpan<char> name) => name is "restrict" or "unrestrict";

    /// <summary>Whether psql sends the statement before it as a semicolon would.</summary>
    public static bool EndsStatement(ReadOnlySpan<char> name) =>
        name is ";" or "g" or "gx" or "gset" or "gexec" or "gdesc" or "crosstabview" or "watch" or "parse" or "sendpipeline";

    /// <summary>Why it is refused.</summary>
    public static SyntaxError Refuse(ReadOnlySpan<char> name, TextPosition position) =>
        new($"`\\{name}` is a command of psql, which Turnstone does not run", position, Rewrite(name));

    static string Rewrite(ReadOnlySpan<char> name) => name switch
    {
        "c" or "connect" => "Remove the line: the environment says which database a file is for.",
        "i" or "ir" or "include" or "include_relative" => "Write the included statements here, or make that file a migration of its own.",
        "set" or "unset" or "prompt" or "getenv" or "gset" => "Use a placeholder, ${name}, and give its value under `placeholders:`.",
        "copy" => "Write COPY … FROM stdin; with the rows on the lines below it and a line with only \\. behind them.",
        "echo" or "qecho" or "warn" or "p" or "print" => "Remove the line, or make it a comment: -- …",
        "gexec" => "Write a DO block that runs EXECUTE for each row.",
        "if" or "elif" or "else" or "endif" => "Write a DO block with IF … THEN … END IF, or two migrations.",
        "g" or "gx" or ";" or "watch" or "gdesc" or "crosstabview" => "End the statement with a semicolon.",
        "." => "A line with only \\. ends the rows of COPY … FROM stdin, and no COPY is open here: remove it.",
        "!" or "cd" or "setenv" => "Run commands of the system outside of the migration.",
        "encoding" => "Remove the line: the file is UTF-8.",
        "q" or "quit" => "Remove the line and what is below it: a migration runs to its end.",
        "timing" or "pset" or "a" or "t" or "x" or "o" or "out" or "H" or "f" or "C" or "T" => "Remove the line: it only changes what psql prints.",
        _ => "Remove the line or say it in SQL: psql's commands are psql's own.",
    };
}
