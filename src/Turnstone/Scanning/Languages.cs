namespace Turnstone.Scanning;

using System.Collections.Frozen;
using System.Collections.Immutable;

/// <summary>The languages whose files are known by name; any other is read by its quotes.</summary>
static class Languages
{
    static readonly ImmutableArray<string> Variables = ["${", "$(", "$"], Templates = ["{{", "${"];

    static readonly ImmutableArray<(string, string)> Stars = [("/*", "*/")];

    static readonly LiteralForm Double = LiteralForm.Quoted('"'), Single = LiteralForm.Quoted('\''), Triple = new("\"\"\"", "\"\"\"") { Escape = LiteralEscape.Backslash, IsMultiline = true };

    static readonly LiteralForm Plain = new("'", "'") { IsMultiline = true }, Raw = new("`", "`") { IsMultiline = true };

    static readonly LiteralForm Here = new("<<", "") { IsHeredoc = true, IsMultiline = true, Holes = Variables };

    public static Language Shell { get; } = new("shell", ".sh", ".bash", ".zsh", ".ksh", ".bats", ".envrc", "Dockerfile", "Containerfile", ".dockerfile", "Makefile", ".mk", "justfile", "Procfile")
    {
        LineComments = ["#"],
        Forms = [Plain, Double with { IsMultiline = true, Holes = Variables }, Here],
        IsDelivery = true,
    };

    public static Language Yaml { get; } = new("YAML", ".yaml", ".yml", ".tpl")
    {
        LineComments = ["#"],
        Forms = [new("'", "'") { Escape = LiteralEscape.Doubled, IsMultiline = true, Holes = Templates }, Double with { IsMultiline = true, Holes = Templates }],
        Separator = ':',
        IsIndented = true,
        IsDelivery = true,
        Inner = Shell,
    };

    /// <summary>What nothing else is known of.</summary>
    public static Language Text { get; } = new("text") { Forms = [Double, Single, LiteralForm.Quoted('`')], IsDelivery = true };

    public static ImmutableArray<Language> All { get; } =
    [
        new("C#", ".cs", ".csx", ".cshtml", ".razor") { Forms = CSharp(), LineComments = ["//"], BlockComments = Stars, Joins = '+', Parametrizing = ["Interpolated(", "InterpolatedAsync(", "FromSql(", "ExecuteSql(", "ExecuteSqlAsync(", ">("] },
        new("F#", ".fs", ".fsx") { Forms = [.. CSharp()], LineComments = ["//"], BlockComments = [("(*", "*)")], Joins = '+' },
        new("Visual Basic", ".vb") { Forms = [new("\"", "\"") { Escape = LiteralEscape.Doubled, IsMultiline = true }, new("\"", "\"") { Prefix = "$", Escape = LiteralEscape.Doubled, IsMultiline = true, Holes = ["{"], DoublesHoles = true }], LineComments = ["'"], Joins = '&' },
        new("Java", ".java") { Forms = [Triple, Double, LiteralForm.Character], LineComments = ["//"], BlockComments = Stars, Joins = '+' },
        new("Kotlin", ".kt", ".kts") { Forms = [new("\"\"\"", "\"\"\"") { IsMultiline = true, Holes = ["${", "$"] }, Double with { Holes = ["${", "$"] }, LiteralForm.Character], LineComments = ["//"], BlockComments = Stars, Joins = '+' },
        new("Scala", ".scala", ".sbt") { Parametrizing = ["sql", "sqlu", "fr", "query"], Forms = [new("\"\"\"", "\"\"\"") { IsMultiline = true, Holes = ["${", "$"] }, Double with { Holes = ["${", "$"] }, LiteralForm.Character], LineComments = ["//"], BlockComments = Stars, Joins = '+' },
        new("Groovy", ".groovy", ".gradle", "Jenkinsfile") { Forms = [Triple with { Holes = ["${", "$"] }, new("'''", "'''") { IsMultiline = true }, Double with { Holes = ["${", "$"] }, Single], LineComments = ["//"], BlockComments = Stars, Joins = '+' },
        new("Python", ".py", ".pyi", ".pyx", ".wsgi") { Forms = Python(), LineComments = ["#"], Joins = '+', JoinsNeighbours = true, Parametrizing = ["SQL("] },
        new("JavaScript", ".js", ".mjs", ".cjs", ".jsx", ".ts", ".mts", ".cts", ".tsx", ".vue", ".svelte")
        {
            Forms = [Raw with { Escape = LiteralEscape.Backslash, Holes = ["${"] }, Double, Single], LineComments = ["//"], BlockComments = Stars, Joins = '+', HasPatterns = true, Parametrizing = ["sql", "SQL", "Sql", "queryRaw", "executeRaw", "query", "db", "tx", ">"],
        },
        new("Go", ".go") { Forms = [Raw, Double, LiteralForm.Character], LineComments = ["//"], BlockComments = Stars, Joins = '+' },
        new("Rust", ".rs") { Forms = [new("#\"", "\"#") { Prefix = "r", IsMultiline = true }, new("\"", "\"") { Prefix = "r", IsMultiline = true }, Double with { IsMultiline = true }], LineComments = ["//"], BlockComments = Stars },
        new("C", ".c", ".h", ".cc", ".cpp", ".cxx", ".hpp", ".pgc") { Forms = [new("\"(", ")\"") { Prefix = "R", IsMultiline = true }, Double, LiteralForm.Character], LineComments = ["//"], BlockComments = Stars, JoinsNeighbours = true },
        new("Swift", ".swift") { Forms = [Triple with { Holes = ["\\("] }, Double with { Holes = ["\\("] }], LineComments = ["//"], BlockComments = Stars, Joins = '+' },
        new("Dart", ".dart") { Forms = [Triple with { Holes = ["${", "$"] }, new("'''", "'''") { IsMultiline = true, Holes = ["${", "$"] }, Double with { Holes = ["${", "$"] }, Single with { Holes = ["${", "$"] }], LineComments = ["//"], BlockComments = Stars, Joins = '+', JoinsNeighbours = true },
        new("Ruby", ".rb", ".rake", "Rakefile", "Gemfile", ".erb") { Forms = [Here with { Holes = ["#{"] }, Double with { IsMultiline = true, Holes = ["#{"] }, Single with { IsMultiline = true }], LineComments = ["#"], Joins = '+' },
        new("Elixir", ".ex", ".exs") { Forms = [Triple with { Holes = ["#{"] }, Double with { IsMultiline = true, Holes = ["#{"] }], LineComments = ["#"] },
        new("PHP", ".php", ".phtml") { Forms = [Here with { Open = "<<<", Holes = ["{$", "$"] }, Double with { IsMultiline = true, Holes = ["{$", "$"] }, Single with { IsMultiline = true }], LineComments = ["//", "#"], BlockComments = Stars, Joins = '.' },
        new("Perl", ".pl", ".pm", ".t") { Forms = [Here with { Holes = ["${", "$"] }, Double with { IsMultiline = true, Holes = ["${", "$"] }, Single with { IsMultiline = true }], LineComments = ["#"], Joins = '.' },
        new("PowerShell", ".ps1", ".psm1") { Forms = [new("@\"", "\"@") { IsMultiline = true, Holes = Variables, }, new("@'", "'@") { IsMultiline = true }, new("\"", "\"") { Escape = LiteralEscape.Doubled, IsMultiline = true, Holes = Variables }, Plain with { Escape = LiteralEscape.Doubled }], LineComments = ["#"], BlockComments = [("<#", "#>")], Joins = '+', IsDelivery = true },
        new("Terraform", ".tf", ".tfvars", ".hcl") { Forms = [Double with { Holes = ["${"] }, Here with { Holes = ["${"] }], LineComments = ["#", "//"], BlockComments = Stars, IsDelivery = true },
        new("JSON", ".json", ".jsonc", ".json5", ".ipynb") { Forms = [Double], IsDelivery = true },
        new("XML", ".xml", ".config", ".props", ".targets", ".resx", ".csproj")
        {
            Forms = [new("<![CDATA[", "]]>") { IsMultiline = true }, new("\"", "\"") { Escape = LiteralEscape.Entity, IsMultiline = true }, new(">", "<") { Escape = LiteralEscape.Entity, IsMultiline = true, SharesClose = true, Holes = ["${"] }],
            BlockComments = [("<!--", "-->")], IsDelivery = true,
        },
        new("properties", ".properties", ".ini", ".cfg", ".conf", ".env", ".toml", ".npmrc", ".pypirc", ".netrc")
        {
            Forms = [Triple, Double, new("'''", "'''") { IsMultiline = true }, Single with { Holes = ["${"] }], LineComments = ["#", ";"], Separator = '=', IsDelivery = true,
        },
        new("SQL", ".sql", ".psql", ".pgsql", ".ddl") { IsSql = true, IsDelivery = true },
        new("document", ".md", ".markdown", ".mdx", ".rst", ".adoc", ".txt", ".html", ".htm", ".css", ".scss", ".svg", ".csv", ".tsv", ".log", ".diff", ".patch", "LICENSE", ".lock", ".sum") { IsProse = true },
        Shell,
        Yaml,
    ];

    static readonly FrozenDictionary<string, Language> ByEnding =
        All.SelectMany(language => language.Endings, (language, ending) => (language, ending)).ToFrozenDictionary(one => one.ending, one => one.language, StringComparer.OrdinalIgnoreCase);

    /// <summary>By a file's name, else by how its text begins.</summary>
    public static Language Of(string name, ReadOnlySpan<char> text)
    {
        if (ByEnding.TryGetValue(name, out var whole) || ByEnding.TryGetValue(Path.GetExtension(name), out whole))
        {
            return whole;
        }
        // Dockerfile.prod, .env.local
        var first = name.IndexOf('.', Math.Min(1, name.Length)) is > 0 and var dot ? name[..dot] : name;
        return ByEnding.TryGetValue(first, out var begun) && first.Length > 1 ? begun : ByText(text);
    }

    static Language ByText(ReadOnlySpan<char> text)
    {
        var line = text[..(text.IndexOf('\n') is >= 0 and var end ? end : text.Length)].Trim();
        if (line.StartsWith("#!"))
        {
            return line.Contains("python", StringComparison.Ordinal) ? ByEnding[".py"] : line.Contains("node", StringComparison.Ordinal) ? ByEnding[".js"]
                : line.Contains("ruby", StringComparison.Ordinal) ? ByEnding[".rb"] : line.Contains("perl", StringComparison.Ordinal) ? ByEnding[".pl"] : Shell;
        }
        return line is "---" || line.StartsWith("# Source: ") || IsTop(text, "apiVersion:") || IsTop(text, "kind:") ? Yaml : Text;
    }

    static bool IsTop(ReadOnlySpan<char> text, string key) => text.StartsWith(key) || text.Contains($"\n{key}", StringComparison.Ordinal);

    static ImmutableArray<LiteralForm> CSharp()
    {
        var raw = new LiteralForm("\"\"\"", "\"\"\"") { IsMultiline = true, Grows = true };
        var verbatim = new LiteralForm("\"", "\"") { Prefix = "@", Escape = LiteralEscape.Doubled, IsMultiline = true };
        return
        [
            raw with { Prefix = "$$$", Holes = ["{{{"] }, raw with { Prefix = "$$", Holes = ["{{"] }, raw with { Prefix = "$", Holes = ["{"] }, raw,
            verbatim with { Prefix = "$@", Holes = ["{"], DoublesHoles = true }, verbatim with { Prefix = "@$", Holes = ["{"], DoublesHoles = true }, verbatim,
            Double with { Prefix = "$", Holes = ["{"], DoublesHoles = true }, Double, LiteralForm.Character,
        ];
    }

    static ImmutableArray<LiteralForm> Python() =>
    [
        .. from quote in (string[])["\"\"\"", "'''", "\"", "'"]
           from prefix in (string[])["rf", "fr", "rb", "br", "f", "r", "b", "u", ""]
           select new LiteralForm(quote, quote)
           {
               Prefix = prefix,
               IsMultiline = quote.Length == 3,
               // A quote behind a backslash does not end a raw text either.
               Escape = LiteralEscape.Backslash,
               Holes = prefix.Contains('f', StringComparison.Ordinal) ? ["{"] : [],
               DoublesHoles = true,
           },
    ];
}
