namespace Turnstone.Tests.Linting.Secrets;

using Turnstone.Linting.Secrets;

/// <summary>What is a secret by its shape, and what only looks a little like one.</summary>
public sealed class SecretShapesTests
{
    // In two halves, so that nobody's scanner takes them for real ones.
    static string Of(string one, string other) => one + other;

    public static TheoryData<string, string, string> Secrets => new()
    {
        { Of("key AKIA", "IOSFODNN7EXAMPLE!"), Of("AKIA", "IOSFODNN7EXAMPLE"), "an AWS access key" },
        { Of("ghp_", "012345678901234567890123456789012345"), Of("ghp_", "012345678901234567890123456789012345"), "a GitHub token" },
        { Of("xoxb-", "123456789012-abcdefghij"), Of("xoxb-", "123456789012-abcdefghij"), "a Slack token" },
        { Of("https://hooks.slack.com/services/", "T00000000/B00000000/XXXXXXXXXXXXXXXXXXXXXXXY"), Of("T00000000/B00000000/XXXXXXXXX", "XXXXXXXXXXXXXXY"), "a Slack webhook" },
        { Of("sk_live_", "0123456789abcdefghijklmn"), Of("sk_live_", "0123456789abcdefghijklmn"), "a Stripe key" },
        { Of("glpat-", "01234567890123456789"), Of("glpat-", "01234567890123456789"), "a GitLab token" },
        { Of("Bearer eyJhbGciOiJIUzI1NiJ9.", "eyJzdWIiOiIxMjM0In0.c2lnbmF0dXJl, or"), Of("eyJhbGciOiJIUzI1NiJ9.", "eyJzdWIiOiIxMjM0In0.c2lnbmF0dXJl"), "a JSON Web Token" },
        { "postgres://app:hunter2@db.internal:5432/shop", "hunter2", "the password of an address" },
        { "redis://:hunter2@cache/0", "hunter2", "the password of an address" },
        { "a -----BEGIN RSA PRIVATE KEY-----\nMIIE-abc\n-----END RSA PRIVATE KEY-----\nb", "-----BEGIN RSA PRIVATE KEY-----\nMIIE-abc\n-----END RSA PRIVATE KEY-----", "a private key" },
        { "-----BEGIN PRIVATE KEY-----\nMIIEabc", "-----BEGIN PRIVATE KEY-----\nMIIEabc", "a private key" },
    };

    [Theory]
    [MemberData(nameof(Secrets))]
    public void It_is_found_without_what_stands_around_it(string text, string secret, string what)
    {
        var found = SecretShapes.Find(text).ShouldHaveSingleItem();
        text.Substring(found.Span.Start, found.Span.Length).ShouldBe(secret);
        found.What.ShouldBe(what);
    }

    [Theory]
    [InlineData("postgres://app@db/shop")]
    [InlineData("postgres://app:${PASSWORD}@db/shop")]
    [InlineData("postgres://app:$PASSWORD@db/shop")]
    [InlineData("postgres://app:{{ .Values.password }}@db/shop")]
    [InlineData("postgres://app:<password>@db/shop")]
    [InlineData("postgres://app:******@db/shop")]
    [InlineData("https://example.com:8080/a@b")]
    [InlineData("-----BEGIN PUBLIC KEY-----\nMIIE\n-----END PUBLIC KEY-----")]
    [InlineData("-----BEGIN CERTIFICATE-----\nMIIE\n-----END CERTIFICATE-----")]
    [InlineData("eyJustAWord")]
    [InlineData("AKIAshort")]
    [InlineData("")]
    public void It_is_none(string text) => SecretShapes.Find(text).ShouldBeEmpty();

    [Fact]
    public void Two_are_found_in_their_order() =>
        SecretShapes.Find("b://u:second@h a://u:first@h").Select(one => one.Span.Start).ShouldBe([6, 21]);

    [Theory]
    [InlineData("password", true)]
    [InlineData("PGPASSWORD", true)]
    [InlineData("clientSecret", true)]
    [InlineData("STRIPE-API-KEY", true)]
    [InlineData("token", true)]
    [InlineData("password_hash", false)]
    [InlineData("token_count", false)]
    [InlineData("password_changed_at", false)]
    [InlineData("key", false)]
    public void Names_tell_what_is_secret(string name, bool isSecret) => SecretShapes.IsSecretName(name).ShouldBe(isSecret);

    [Fact]
    public void A_long_text_takes_no_longer_than_its_length()
    {
        var text = string.Concat(Enumerable.Repeat("a://b:c:d:-----BEGIN PRIVATE KEY eyJeyJ.eyJ ", 50_000));
        SecretShapes.Find(text).ShouldBeEmpty();
    }
}
