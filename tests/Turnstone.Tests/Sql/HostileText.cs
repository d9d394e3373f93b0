namespace Turnstone.Tests.Sql;

using FsCheck;
using FsCheck.Fluent;

/// <summary>Texts put together of everything that has ever confused a splitter.</summary>
static class HostileText
{
    static readonly string[] Pieces =
    [
        "'", "''", "\"", "\"\"", "$$", "$a$", "$b", "$", "$1", "${x}", "${", "}", "/*", "*/", "*", "/", "--", "-", "+", "=", "=>", "<", "@", "\n", "\n", " ", "\t",
        ";", ";", "(", ")", "[", "]", ":", "::", ":=", ".", "..", "E'", "U&'", "U&\"", "N'", "B'", "x'", "\\", "\\'", "\\.\n", "\n\\.\n", "\n\\i f\n", "\\gexec",
        "begin", "atomic", " begin atomic ", "end", " end ", "case", " as ", "create function ", "create or replace procedure ", "create rule r as ",
        "copy t from stdin;\n", "set standard_conforming_strings=off;\n", "set standard_conforming_strings=on;", "select ", "json_object(",
        "1", "1.", "1e", "0x", "_", "a", "é", "😀", "\ud83d", "\0", "\r\n", "\f",
    ];

    public static Arbitrary<string> Any { get; } =
        Gen.Elements(Pieces).ListOf().Select(string.Concat).ToArbitrary();

    public static void Check(Func<string, bool> holds) =>
        Prop.ForAll(Any, holds).Check(Config.QuickThrowOnFailure.WithMaxTest(2000).WithEndSize(60));
}
