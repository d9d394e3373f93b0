namespace Turnstone.Linting.Rules.Policies;

using System.Buffers;
using System.Text.RegularExpressions;
using Turnstone.Diagnostics;
using Turnstone.Linting.Secrets;
using Turnstone.Sql;
using Turnstone.Sql.Clauses;
using Turnstone.Sql.Expressions;
using Turnstone.Sql.Statements;
using Turnstone.Sql.Syntax;
using Turnstone.Text;

/// <summary>A password, a key or a token, written out.</summary>
sealed partial class SecretLiteral : NodeRule<Statement>
{
    public override string Name => "secret-literal";

    public override RuleTopic Topic => RuleTopic.Policies;

    public override Severity Severity => Severity.Error;

    internal override bool IsLiftedByReasonOnly => true;

    internal override bool IsOfWhatRuns => true;

    public override string Danger => "A secret in a migration is in version control for ever, on every machine that has a clone, in the ledger of every database and in the server's log. Whoever reads one of them has it.";

    public override string Cure => "Change the secret now: it counts as known. Take it from outside: a placeholder, `'${app_password}'`, whose value comes from the environment and is masked wherever it would be printed; or set it where the role is made, not in a migration.";

    public override string Limits => "Found are passwords of roles, of user mappings and of connection strings; values of columns and settings that are called password, secret, token, api_key and the like; keys for "
        + "crypt() and pgp_sym_encrypt(); and what is a secret by its shape: private keys, AWS, GitHub, Slack and Stripe keys, JSON Web Tokens, passwords in addresses. A placeholder is none, nor is a password's hash in a "
        + "column. What is found is not printed, neither in the message nor in the line that is shown.";

    const string ForEver = "stands here for everybody to read, for ever";

    static readonly SearchValues<string> Words = SearchValues.Create(["passw", "pwd", "passphrase", "secret", "token", "api_key", "apikey", "access_key", "accesskey", "private_key", "privatekey", "encryption_key", "signing_key", "credentials", "crypt(", "hmac("], StringComparison.OrdinalIgnoreCase);

    static readonly SearchValues<string> Hashes = SearchValues.Create(["$2a$", "$2b$", "$2y$", "$argon2", "$1$", "$5$", "$6$", "pbkdf2", "scrypt", "SCRAM-SHA", "{SSHA}"], StringComparison.OrdinalIgnoreCase);

    protected override IEnumerable<Finding> Check(Statement statement, LintContext context)
    {
        if (!ReferenceEquals(statement, context.Statement))
        {
            return [];
        }
        var text = statement.Slice.Text;
        var found = (context.IsInBlock ? [] : SecretShapes.Find(text)).Select(one => Found(one.Span, $"{Capital(one.What)} {ForEver}.", text.Substring(one.Span.Start, one.Span.Length))).ToList();
        if (statement is Insert { Columns: [] } || text.AsSpan().ContainsAny(Words))
        {
            found.AddRange(statement.Nodes.SelectMany(node => ByName(node, context)).Where(one => !found.Exists(other => Overlap(one.Span, other.Span))).ToList());
        }
        foreach (var (at, row) in context.Rows.Index())
        {
            found.AddRange(OfRow((Copy)statement, row).Select(secret => Found(statement.Span, $"{Capital(secret.What)} {ForEver}, in row {at + 1}.", secret.Value)));
        }
        return found;
    }

    static IEnumerable<Finding> ByName(SyntaxNode node, LintContext context) => node switch
    {
        RoleOption { Name: "PASSWORD", Value: { } value } => Given(value, "The password", context),
        ForeignOption { Value: { } value } option when SecretShapes.IsSecretName(option.Name.Name) => Given(value, $"The {option.Name.Name}", context),
        CreateSubscription { Connection: var value } => OfConnection(value, context, isConnection: true),
        AlterSubscription { Connection: { } value } => OfConnection(value, context, isConnection: true),
        SettingChange { Name: { } name, Values: [var value, ..] } when SecretShapes.IsSecretName(name) && context.Text(value).Contains('\'', StringComparison.Ordinal) => Given(value, $"The value of {name}", context),
        FunctionCall call when KeyOf(call) is { Value: Constant { Kind: ConstantKind.String } key } => Given(key.Span, $"The key of {call.Name.Name.Shown()}()", context),
        Constant { Kind: ConstantKind.String } constant => OfConnection(constant.Span, context, isConnection: false),
        Insert or Update or Merge => WrittenValue.Of((Statement)node, context.Known).Where(value => value.Column is { } column && SecretShapes.IsSecretName(column) && IsSecret(value.Text, column))
            .Select(value => Found(value.Span, $"A value of {new Identifier(value.Column!).Shown()} {ForEver}.", value.Text)),
        _ => [],
    };

    static Argument? KeyOf(FunctionCall call) => call.Name.Name.Name switch
    {
        "crypt" => call.Arguments.FirstOrDefault(),
        "pgp_sym_encrypt" or "pgp_sym_decrypt" or "pgp_sym_encrypt_bytea" or "pgp_sym_decrypt_bytea" or "encrypt" or "decrypt" or "hmac" => call.Arguments.ElementAtOrDefault(1),
        "set_config" when call.Arguments is [{ Value: Constant { Kind: ConstantKind.String } }, var value, ..] => value,
        _ => null,
    };

    static IEnumerable<Finding> Given(TextSpan value, string what, LintContext context)
    {
        var said = context.Statement.Slice.Said(value);
        return SecretShapes.IsPlaceholder(said) ? [] : [Found(value, $"{what} {ForEver}.", said)];
    }

    static IEnumerable<Finding> OfConnection(TextSpan value, LintContext context, bool isConnection)
    {
        var written = context.Text(value);
        if (!written.Contains('p', StringComparison.OrdinalIgnoreCase) || !isConnection && !Connection.IsMatch(written) || Password.Match(written) is not { Success: true } match || SecretShapes.IsPlaceholder(match.Groups["secret"].ValueSpan))
        {
            return [];
        }
        var secret = match.Groups["secret"];
        return [Found(new(value.Start + secret.Index, secret.Length), $"The connection's password {ForEver}.", secret.Value)];
    }

    static IEnumerable<(string What, string Value)> OfRow(Copy copy, string row)
    {
        foreach (var one in SecretShapes.Find(row))
        {
            yield return (one.What, row.Substring(one.Span.Start, one.Span.Length));
        }
        if (copy.Columns.Any(column => SecretShapes.IsSecretName(column.Name)) && CopiedRows.Values(copy, row) is var values && values.Length == copy.Columns.Length)
        {
            foreach (var (column, value) in copy.Columns.Zip(values).Where(pair => SecretShapes.IsSecretName(pair.First.Name) && pair.Second != @"\N" && IsSecret(pair.Second, pair.First.Name)))
            {
                yield return ($"a value of {column.Shown()}", value);
            }
        }
    }

    // A word is what a token's kind may be called; a password is whatever somebody thinks of.
    static bool IsSecret(string value, string column) => value.Length >= 4 && !value.Contains(' ', StringComparison.Ordinal) && !SecretShapes.IsPlaceholder(value) && !value.AsSpan().ContainsAny(Hashes)
        && (column.Contains("pass", StringComparison.OrdinalIgnoreCase) || column.Contains("pwd", StringComparison.OrdinalIgnoreCase) || value.Length >= 8 && value.Any(char.IsAsciiDigit))
        && !IsDigest(value);

    // Hexadecimal digits of md5, sha1, sha256 or sha512, as a password's column may hold.
    static bool IsDigest(string value) => value.Length is 32 or 40 or 64 or 128 && value.All(char.IsAsciiHexDigit);

    static Finding Found(TextSpan span, string message, string secret) => new(span, message) { Hidden = [new Secret(secret)] };

    static bool Overlap(TextSpan one, TextSpan other) => one.Start < other.End && other.Start < one.End;

    static string Capital(string what) => char.ToUpperInvariant(what[0]) + what[1..];

    [GeneratedRegex(@"\b(?:password|pwd)\s*=\s*(?:''(?<secret>[^']+)''|(?<secret>[^\s;,&'""]+))", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Password { get; }

    [GeneratedRegex(@"\b(?:host|hostaddr|port|dbname|user|username|user id|server|data source|database)\s*=", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Connection { get; }
}
