namespace Turnstone.Tests.Text;

using Turnstone.Text;

public sealed class MaskingTests
{
    const string Canary = "kn4ry-S3cr3t";

    [Theory]
    [InlineData("ALTER ROLE app PASSWORD 'kn4ry-S3cr3t'", "ALTER ROLE app PASSWORD ******")]
    [InlineData("ALTER ROLE app ENCRYPTED PASSWORD 'kn4ry-S3cr3t' VALID UNTIL 'infinity'", "ALTER ROLE app ENCRYPTED PASSWORD ****** VALID UNTIL 'infinity'")]
    [InlineData("create role a password E'kn4ry-S3cr3t\\'x'; select 1", "create role a password ******; select 1")]
    [InlineData("CREATE ROLE a PASSWORD U&'kn4ry-S3cr3t'", "CREATE ROLE a PASSWORD ******")]
    [InlineData("CREATE ROLE a PASSWORD 'it''s kn4ry-S3cr3t''' LOGIN", "CREATE ROLE a PASSWORD ****** LOGIN")]
    [InlineData("CREATE ROLE a PASSWORD '''kn4ry-S3cr3t' LOGIN", "CREATE ROLE a PASSWORD ****** LOGIN")]
    [InlineData("CREATE ROLE a PASSWORD $$kn4ry-S3cr3t$$ LOGIN", "CREATE ROLE a PASSWORD ****** LOGIN")]
    [InlineData("CREATE ROLE a PASSWORD $q$kn4ry-S3cr3t$$x$q$ LOGIN", "CREATE ROLE a PASSWORD ****** LOGIN")]
    [InlineData("CREATE ROLE a PASSWORD /* it is */ -- here\n 'kn4ry-S3cr3t'", "CREATE ROLE a PASSWORD /* it is */ -- here\n ******")]
    [InlineData("EXECUTE 'ALTER ROLE a PASSWORD ''kn4ry-S3cr3t''';", "EXECUTE 'ALTER ROLE a PASSWORD ******';")]
    [InlineData("ALTER ROLE a PASSWORD 'kn4ry-S3cr3t", "ALTER ROLE a PASSWORD ******")]
    [InlineData("CREATE USER MAPPING FOR app SERVER far OPTIONS (user 'u', password 'kn4ry-S3cr3t')", "CREATE USER MAPPING FOR app SERVER far OPTIONS (user 'u', password ******)")]
    [InlineData("ALTER USER MAPPING FOR app SERVER far OPTIONS (SET \"password\" 'kn4ry-S3cr3t', ADD sslpassword 'kn4ry-S3cr3t')", "ALTER USER MAPPING FOR app SERVER far OPTIONS (SET \"password\" ******, ADD sslpassword ******)")]
    [InlineData("CREATE SUBSCRIPTION s CONNECTION 'host=h password=kn4ry-S3cr3t' PUBLICATION p", "CREATE SUBSCRIPTION s CONNECTION ****** PUBLICATION p")]
    [InlineData("ALTER SUBSCRIPTION s CONNECTION 'postgres://u:kn4ry-S3cr3t@h/d'", "ALTER SUBSCRIPTION s CONNECTION ******")]
    [InlineData("UPDATE account SET password = 'kn4ry-S3cr3t' WHERE id = 1", "UPDATE account SET password = ****** WHERE id = 1")]
    public void A_secret_in_sql_is_masked(string sql, string masked) => new Masking().Mask(sql).ShouldBe(masked);

    [Theory]
    [InlineData("postgres://app:kn4ry-S3cr3t@db:5432/shop?sslmode=require", "postgres://app:******@db:5432/shop?sslmode=require")]
    [InlineData("postgresql://app:kn4ry-S3cr3t@x/y@db/shop", "postgresql://app:******@db/shop")]
    [InlineData("cannot reach 'postgres://app:kn4ry-S3cr3t@db/shop': refused", "cannot reach 'postgres://app:******@db/shop': refused")]
    [InlineData("https://bot:kn4ry-S3cr3t@git.internal/a/b@c", "https://bot:******@git.internal/a/b@c")]
    [InlineData("jdbc:postgresql://db/shop?user=app&password=kn4ry-S3cr3t&ssl=true", "jdbc:postgresql://db/shop?user=app&password=******&ssl=true")]
    [InlineData("postgres://db/shop?password=kn4ry-S3cr3t", "postgres://db/shop?password=******")]
    [InlineData("host=db password=kn4ry-S3cr3t user=app", "host=db password=****** user=app")]
    [InlineData("host=db password = 'kn4ry-S3cr3t \\' x' user=app", "host=db password = ****** user=app")]
    [InlineData("Host=db;Password=kn4ry-S3cr3t two words;Username=app", "Host=db;Password=******;Username=app")]
    [InlineData("Host=db;Pwd=\"kn4ry-S3cr3t;\"\"x\";Username=app", "Host=db;Pwd=******;Username=app")]
    [InlineData("connection \"host=db password=kn4ry-S3cr3t\" failed", "connection \"host=db password=******\" failed")]
    [InlineData("-----BEGIN PRIVATE KEY-----\nkn4ry-S3cr3t\nkn4ry-S3cr3t\n-----END PRIVATE KEY-----\nrest", "-----BEGIN PRIVATE KEY-----******-----END PRIVATE KEY-----\nrest")]
    [InlineData("-----BEGIN ENCRYPTED PRIVATE KEY-----\\nkn4ry-S3cr3t", "-----BEGIN ENCRYPTED PRIVATE KEY-----******")]
    [InlineData("PGPASSWORD=kn4ry-S3cr3t turnstone apply", "PGPASSWORD=****** turnstone apply")]
    [InlineData("{\"password\": \"kn4ry-S3cr3t\\\"x\", \"user\": \"app\"}", "{\"password\": ******, \"user\": \"app\"}")]
    [InlineData("{\"url\":\"postgres://app:kn4ry-S3cr3t@db/shop\"}", "{\"url\":\"postgres://app:******@db/shop\"}")]
    public void A_secret_in_a_connection_string_is_masked(string text, string masked) => new Masking().Mask(text).ShouldBe(masked);

    [Theory]
    [InlineData("")]
    [InlineData("postgres://app@db:5432/shop")]
    [InlineData("postgres://[::1]:5432/shop")]
    [InlineData("https://example.org:8080/a?b=c")]
    [InlineData("SET password_encryption = 'scram-sha-256'")]
    [InlineData("ALTER ROLE app PASSWORD NULL")]
    [InlineData("ALTER TABLE account ADD COLUMN password text NOT NULL DEFAULT 'none'")]
    [InlineData("COMMENT ON COLUMN account.password IS 'hashed'")]
    [InlineData("the password was refused: 28P01")]
    [InlineData("placeholders.app_password: env:APP_PASSWORD is not set")]
    [InlineData("SELECT 1 WHERE passwords = 'x'")]
    public void What_is_no_secret_stays(string text) => new Masking().Mask(text).ShouldBe(text);

    [Fact]
    public void A_value_it_was_told_of_is_masked_wherever_and_however_it_is_written()
    {
        var masking = new Masking();
        masking.Add(new("p@ss'w\"rd/1"));

        masking.Mask("raw p@ss'w\"rd/1, URI p%40ss%27w%22rd%2F1, SQL p@ss''w\"rd/1, JSON p@ss'w\\\"rd/1.")
            .ShouldBe("raw ******, URI ******, SQL ******, JSON ******.");
    }

    [Fact]
    public void Values_that_overlap_are_masked_as_one()
    {
        var masking = new Masking();
        masking.Add(new("abcdef"));
        masking.Add(new("defghi"));
        masking.Add(new("cde-"));

        masking.Mask("x abcdefghi y abcdef z defghi").ShouldBe("x ****** y ****** z ******");
    }

    [Fact]
    public void A_value_too_short_to_be_a_secret_would_hide_everything_and_is_not_taken()
    {
        var masking = new Masking();
        masking.Add(new(""));
        masking.Add(new("abc"));

        masking.Mask("abc").ShouldBe("abc");
    }

    [Fact]
    public void What_one_instance_was_told_another_does_not_know()
    {
        var masking = new Masking();
        masking.Add(new(Canary));

        masking.Mask(Canary).ShouldBe("******");
        new Masking().Mask(Canary).ShouldBe(Canary);
    }

    [Theory]
    [InlineData("://")]
    [InlineData("postgres://")]
    [InlineData("postgres://a:")]
    [InlineData("password=")]
    [InlineData("password=a ")]
    [InlineData("password ")]
    [InlineData("password $")]
    [InlineData("password /* ")]
    [InlineData("password -- ")]
    [InlineData("password '")]
    [InlineData("password ''")]
    [InlineData("'")]
    [InlineData("connection ")]
    [InlineData("pwd=\"")]
    public async Task A_million_characters_do_not_take_for_ever(string unit)
    {
        var text = string.Concat(Enumerable.Repeat(unit, 1_000_000 / unit.Length));
        var masking = new Masking();
        masking.Add(new(Canary));

        // What looks at the rest of the text at each of its characters takes hours.
        await Task.Run(() => masking.Mask(text), TestContext.Current.CancellationToken).WaitAsync(TimeSpan.FromMinutes(2), TestContext.Current.CancellationToken);
    }

    [Fact]
    public void Cut_off_anywhere_it_neither_fails_nor_shows_more_of_the_secret_than_was_there()
    {
        const string whole = "ALTER ROLE a PASSWORD E'kn4ry-S3cr3t' ; postgres://u:kn4ry-S3cr3t@h/d?password=kn4ry-S3cr3t&x=1 password='kn4ry-S3cr3t'";
        for (var length = 0; length <= whole.Length; length++)
        {
            var masked = new Masking().Mask(whole[..length]);

            // A URI that stops within its password cannot be told from a host and port.
            if (length < whole.IndexOf("://", StringComparison.Ordinal) || length > whole.IndexOf('@', StringComparison.Ordinal))
            {
                masked.ShouldNotContain("kn4r");
            }
        }
    }
}
