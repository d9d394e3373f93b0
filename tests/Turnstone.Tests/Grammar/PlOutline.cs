namespace Turnstone.Tests.Grammar;

using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Turnstone.Sql;
using Turnstone.Sql.PlPgSql;

/// <summary>What stands in a body in PL/pgSQL as <c>plpgsql.mjs</c> writes it: a line for each statement, indented by depth.</summary>
sealed partial class PlOutline
{
    readonly string body;
    readonly List<string> declared = [];
    readonly StringBuilder lines = new();

    PlOutline(string body) => this.body = body;

    public static string Of(PlBlock block, string body)
    {
        var outline = new PlOutline(body);
        outline.Add(block, 0);
        return string.Concat(outline.declared.Select(one => one + "\n")) + outline.lines.ToString().TrimEnd('\n');
    }

    void Add(PlNode node, int depth)
    {
        switch (node)
        {
            case PlBlock it:
                Declare(it);
                Add(depth, $"block{Name(it.Label)}", it.Statements);
                foreach (var handler in it.Handlers)
                {
                    Add(depth, $"when {string.Join(" or ", handler.Conditions.Select(condition => condition.Name))}", handler.Statements);
                }
                break;
            case PlIf it:
                foreach (var (number, branch) in it.Branches.Index())
                {
                    Add(depth, $"{(number == 0 ? "if" : "elsif")} {Text(branch.Condition)}", branch.Statements);
                }
                AddElse(depth, it.Else, Lines(it.Else) > 0);
                break;
            case PlCase it:
                Line(depth, $"case {(it.Operand is null ? "" : Text(it.Operand))}");
                foreach (var branch in it.Branches)
                {
                    Add(depth, $"when {Text(branch.Condition)}", branch.Statements);
                }
                AddElse(depth, it.Else, it.HasElse);
                break;
            case PlLoop it:
                Add(depth, Head(it), it.Statements);
                break;
            case PlOther { Verb: "NULL" }:
                break;
            default:
                Line(depth, Simple(node));
                break;
        }
    }

    void AddElse(int depth, IReadOnlyList<PlNode> statements, bool isThere)
    {
        if (isThere)
        {
            Add(depth, "else", statements);
        }
    }

    // What NULL leaves is nothing.
    static int Lines(IReadOnlyList<PlNode> statements) => statements.Count(one => one is not PlOther { Verb: "NULL" });

    void Add(int depth, string text, IReadOnlyList<PlNode> statements)
    {
        Line(depth, text);
        foreach (var one in statements)
        {
            Add(one, depth + 1);
        }
    }

    void Declare(PlBlock block)
    {
        foreach (var one in block.Declarations.Where(one => one.Value is not null))
        {
            declared.Add($"declare {one.Name.Name} {(one.Type is null ? $"for {Sql(one.Value!)}" : $":= {Text(one.Value!)}")}");
        }
    }

    string Head(PlLoop loop) => loop.Kind switch
    {
        PlLoopKind.Endless => $"loop{Name(loop.Label)}",
        PlLoopKind.Query => $"query{Name(loop.Label)} {Sql(loop.Head[0])}",
        PlLoopKind.Cursor => $"cursor{Name(loop.Label)}{(loop.Parameters.IsEmpty ? "" : " with arguments")}",
        var kind => $"{kind.ToString().ToLowerInvariant()}{Name(loop.Label)} {Texts([.. loop.Head, .. loop.Parameters])}",
    };

    string Simple(PlNode node) => node switch
    {
        PlAssignment => $"assign {Whole(node)}",
        PlStatic { IsPerformed: true } it => $"perform {Sql(it.Sql)}",
        PlStatic it => $"sql{Into(it.Into)} {Sql(it.Sql, it.Into)}",
        PlExecute it => $"execute{Into(it.Into)} {Texts([it.Command, .. it.Parameters])}",
        PlTransaction it => $"{(it.IsCommit ? "commit" : "rollback")}{(it.IsChained ? " chain" : "")}",
        PlReturn { Kind: PlReturnKind.Query } it => $"return query {Sql(it.Value!)}",
        PlReturn { Kind: PlReturnKind.Dynamic } it => $"return execute {Texts([it.Value!, .. it.Parameters])}",
        PlReturn it => $"return {(it.Kind == PlReturnKind.Next ? "next " : "")}{(it.Value is null || Variable().IsMatch(Text(it.Value)) ? "" : Text(it.Value))}",
        PlOpen { Query: { } query } => $"open {Sql(query)}",
        PlOpen { Command: { } command } it => $"open execute {Texts([command, .. it.Parameters])}",
        PlOpen it => $"open{(it.Parameters.IsEmpty ? "" : " with arguments")}",
        PlOther { Verb: "GET" or "CLOSE" } it => it.Verb.ToLowerInvariant(),
        PlOther it => $"{it.Verb.ToLowerInvariant()} {Texts([.. it.Values])}",
        _ => "?",
    };

    string Into(TextSpan? into) => into is not { } span ? "" : Strict().IsMatch(body.AsSpan(span.Start, span.Length)) ? " into strict" : " into";

    string Sql(Statement statement, TextSpan? without = null)
    {
        var (start, end) = (statement.Span.Start, statement.Span.End);
        var text = without is { } into && into.Start < end ? body[start..into.Start] + " " + body[into.End..end] : body[start..end];
        text = Perform().Replace(text, "SELECT");
        var verb = VerbName.Common(StatementClassifier.Verb(new(text, 1, TextPosition.Start, "", CopiesFromStdin: false)));
        return $"{verb}{(statement.IsUnparsed ? ", not parsed" : "")}: {OneLine(text)}";
    }

    string Texts(IEnumerable<Statement> all) => string.Join(" | ", all.Select(Text));

    string Text(Statement statement) => Whole(statement);

    string Whole(Turnstone.Sql.Syntax.SyntaxNode node) => OneLine(body.Substring(node.Span.Start, node.Span.Length));

    static string OneLine(string text) => Blanks().Replace(text, " ").Trim();

    static string Name(Identifier? label) => label is { } it ? $" <<{it.Name}>>" : "";

    void Line(int depth, string text) => lines.Append(CultureInfo.InvariantCulture, $"{new string(' ', 2 * depth)}{text.Trim()}\n");

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blanks();

    [GeneratedRegex(@"^into\s+strict\b", RegexOptions.IgnoreCase)]
    private static partial Regex Strict();

    [GeneratedRegex("^perform", RegexOptions.IgnoreCase)]
    private static partial Regex Perform();

    [GeneratedRegex(@"^(?!\d)[\w$"".]+$")]
    private static partial Regex Variable();
}
