namespace Turnstone.Tests.Plans;

using System.Text;
using Turnstone.Ledger;
using Turnstone.Plans;
using Turnstone.Tests.Configuration;
using Turnstone.Tests.Planning;

public sealed class PlanFileTests
{
    [Fact]
    public void What_is_written_is_read_again()
    {
        var plan = Some();

        var checkedPlan = PlanFile.Read(PlanFile.Write(plan), "plan.json");
        checkedPlan.Lines().ShouldBeEmpty();
        var read = checkedPlan.Value!;

        Encoding.UTF8.GetString(PlanFile.Write(read)).ShouldBe(Encoding.UTF8.GetString(PlanFile.Write(plan)));
        PlanFile.Digest(read).ShouldBe(PlanFile.Digest(plan));
        read.Migrations[0].Steps[0].ShouldBeOfType<SqlStep>().Statements[0].Sql.ShouldBe("SELECT 'ä😀\"\\', '<&>'");
    }

    [Fact]
    public void The_bytes_are_for_people_too()
    {
        var text = Encoding.UTF8.GetString(PlanFile.Write(Some()));

        text.ShouldStartWith("{\n  \"format\": 1,\n  \"project\": \"shop\",\n");
        text.ShouldMatch("  \"sha256\": \"[0-9a-f]{64}\"\n}\n$");
        text.ShouldContain("ä");
        text.ShouldContain("'<&>'");
        text.ShouldNotContain("\r");
        text.ShouldNotContain("null");
    }

    [Fact]
    public void The_digest_is_of_the_bytes() =>
        PlanFile.Digest(Some()).ShouldBe(Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(PlanFile.Write(Some()))));

    [Fact]
    public void The_digest_of_a_plan_never_changes() =>
        PlanFile.Digest(new("shop", "prod", 18, ["app"], "head", [])).ShouldBe("14beffff900352eca79bd5fab227dadf5f2e14995f5408f988863ff13ea6f91e");

    [Fact]
    public void Whatever_changes_in_a_plan_changes_its_digest()
    {
        var plan = Some();
        var migration = plan.Migrations[0];
        var step = (SqlStep)migration.Steps[0];
        Plan[] others =
        [
            plan with { Project = "other" }, plan with { Environment = "prod" }, plan with { ServerVersion = 17 }, plan with { SearchPath = ["app"] },
            plan with { LedgerHead = "other" }, plan with { Migrations = [] },
            With(step with { LockTimeoutMs = 1 }), With(step with { Transaction = false }), With(step with { Carried = step.Statements }),
            With(step with { Statements = [step.Statements[0] with { Sql = "SELECT 2" }] }),
            With(step with { Statements = [step.Statements[0] with { Assert = true }] }), With(step with { Tap = true }),
        ];

        others.Append(plan).Select(PlanFile.Digest).Distinct().Count().ShouldBe(others.Length + 1);

        Plan With(SqlStep changed) => plan with { Migrations = [migration with { Steps = [changed] }] };
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("{")]
    [InlineData("not JSON")]
    [InlineData("{\"project\":null,\"server_version\":18,\"search_path\":[],\"migrations\":[]}")]
    [InlineData("{\"project\":\"p\",\"server_version\":18,\"search_path\":null,\"migrations\":[]}")]
    [InlineData("{\"project\":\"p\",\"server_version\":18,\"search_path\":[],\"migrations\":null}")]
    [InlineData("{\"project\":\"p\",\"server_version\":\"18\",\"search_path\":[],\"migrations\":[]}")]
    [InlineData("{\"project\":\"p\",\"server_version\":18,\"search_path\":[]}")]
    [InlineData("\"plan\"")]
    public void What_is_no_plan_is_refused_with_what_to_do(string text)
    {
        var read = PlanFile.Read(Encoding.UTF8.GetBytes(text), "plan.json");

        read.Passed.ShouldBeFalse();
        var said = read.Diagnostics.ShouldHaveSingleItem();
        said.Rule.ShouldBe("plan-unreadable");
        said.Place.ShouldNotBeNull().ShouldStartWith("plan.json");
        said.Help.ShouldNotBeNull().ShouldContain("turnstone plan -o ");
        PlanFile.IsOne(Encoding.UTF8.GetBytes(text)).ShouldBe(text.Length == 0, "what it is somebody may need");
    }

    [Fact]
    public void A_member_that_nobody_knows_is_refused_with_its_place()
    {
        var text = Encoding.UTF8.GetString(PlanFile.Write(Some())).Replace("  \"server_version\": 18,", "  \"server_version\": 18,\n  \"unknown\": 1,", StringComparison.Ordinal);

        var said = PlanFile.Read(Encoding.UTF8.GetBytes(text), "plan.json").Diagnostics.ShouldHaveSingleItem();

        said.Line.ShouldBe(5);
        said.Message.ShouldContain("unknown");
    }

    [Theory]
    [InlineData("\"kind\": \"sql\"", "\"kind\": \"magic\"")]
    [InlineData("\"kind\": \"sql\",", "")]
    [InlineData("\"kind\": \"sql\",", "\"kind\": 7,")]
    public void A_step_of_an_unknown_kind_is_refused(string written, string instead)
    {
        var text = Encoding.UTF8.GetString(PlanFile.Write(Some()));
        text.ShouldContain(written);

        var read = PlanFile.Read(Encoding.UTF8.GetBytes(text.Replace(written, instead, StringComparison.Ordinal)), "plan.json");

        read.Passed.ShouldBeFalse();
        read.Lines().ShouldHaveSingleItem().ShouldContain("migrations[0].steps[0]");
    }

    [Theory]
    [InlineData("\"format\": 1", "\"format\": 2", "plan-newer", 2, "made by a newer Turnstone")]
    [InlineData("\"format\": 1", "\"format\": 0", "plan-unreadable", 2, "There is no plan of format 0.")]
    [InlineData("\"project\": \"shop\"", "\"project\": null", "plan-unreadable", 3, "nothing in one is null")]
    [InlineData("\"project\": \"shop\"", "\"project\": \"other\"", "plan-unreadable", 41, "no longer fits the digest at its end")]
    [InlineData("\"sql\": \"SELECT 'ä", "\"sql\": \"SELECT 'ö", "plan-unreadable", 18, "Step 1 of V1 does not have the digest of its statements")]
    [InlineData("\"server_version\"", "\"server_versjon\"", "plan-unreadable", 4, "server_versjon")]
    [InlineData("\n    {", "\n\n    {", "plan-unreadable", 7, "here it is not as Turnstone wrote it")]
    public void What_was_edited_is_refused_where_it_was(string written, string instead, string rule, int line, string what)
    {
        var text = Encoding.UTF8.GetString(PlanFile.Write(Some()));
        text.ShouldContain(written);
        var at = text.IndexOf(written, StringComparison.Ordinal);

        var said = PlanFile.Read(Encoding.UTF8.GetBytes(text[..at] + instead + text[(at + written.Length)..]), "plan.json").Diagnostics.ShouldHaveSingleItem();

        said.Rule.ShouldBe(rule);
        said.Message.ShouldContain(what);
        said.Line.ShouldBe(line, said.Message);
    }

    [Theory]
    [InlineData("\"of\": 1", "\"of\": \"one\"", "migrations[0].of has to be a whole number, and is \"one\".")]
    [InlineData("\"line\": 1", "\"line\": 1.5", "migrations[0].steps[0].line has to be a whole number, and is 1.5.")]
    [InlineData("\"lock_timeout_ms\"", "\"lock_timeout\"", "migrations[0].steps[0] has no member 'lock_timeout'; 'lock_timeout_ms' is one.")]
    [InlineData("\"project\": ", "\"projekt\": ", "it has no member 'projekt'; 'project' is one.")]
    [InlineData("\"transaction\": true", "\"transaction\": \"yes\"", "migrations[0].steps[0].transaction has to be true or false, and is \"yes\".")]
    [InlineData("\"kind\": \"sql\"", "\"kind\": \"sqll\"", "migrations[0].steps[0].kind has to be \"sql\", and is \"sqll\".")]
    [InlineData("\"kind\": \"versioned\"", "\"kind\": \"versiond\"", "migrations[0].kind has to be one of versioned, undo, repeatable, ")]
    [InlineData("\"search_path\": []", "\"search_path\": \"app\"", "search_path has to be a list, and is \"app\".")]
    [InlineData("      \"description\": \"one\",\n", "", "migrations[0] lacks its member 'description'.")]
    public void What_does_not_fit_in_its_place_is_said_in_words_of_the_file(string written, string instead, string what)
    {
        var text = Encoding.UTF8.GetString(PlanFile.Write(Some()));
        text.ShouldContain(written);
        var at = text.IndexOf(written, StringComparison.Ordinal);

        var said = PlanFile.Read(Encoding.UTF8.GetBytes(text[..at] + instead + text[(at + written.Length)..]), "plan.json").Diagnostics.ShouldHaveSingleItem();

        said.Message.ShouldStartWith($"The plan was edited: {what}");
        said.Line.ShouldNotBeNull();
        said.Help.ShouldBe("Make it anew: turnstone plan -o plan.json");
    }

    [Theory]
    [InlineData("{\n  \"turnstone\": \"0.1.0\",\n  \"verb\": \"lint\" }", "This is not a plan: it is what 'turnstone lint --json' prints.")]
    [InlineData("{ \"payloadType\": \"application/vnd.in-toto+json\" }", "This is not a plan: it is a signed envelope, and so evidence at most, which stands beside a plan: --evidence.")]
    [InlineData("{ \"digest\": \"00\" }", "This is not a plan: it is a report.")]
    [InlineData("{ \"name\": \"shop\" }", "This is not a plan: it does not begin with its \"format\".")]
    [InlineData("hello", "This is not a plan: it is no JSON here ('h' is an invalid start of a value).")]
    public void What_is_something_else_is_called_that_and_nobody_is_told_to_write_over_it(string text, string what)
    {
        var said = PlanFile.Read(Encoding.UTF8.GetBytes(text), "other.json").Diagnostics.ShouldHaveSingleItem();

        said.Message.ShouldBe(what);
        said.Help.ShouldBe("Give a plan; to make one: turnstone plan -o plan.json");
    }

    [Fact]
    public void A_byte_order_mark_is_named()
    {
        byte[] bytes = [0xEF, 0xBB, 0xBF, .. PlanFile.Write(Some())];

        PlanFile.Read(bytes, "plan.json").Diagnostics.ShouldHaveSingleItem().Message.ShouldBe("The plan was edited: it begins with a byte order mark.");
        PlanFile.IsOne(bytes).ShouldBeTrue();
    }

    [Fact]
    public void However_it_is_cut_it_is_refused_in_words()
    {
        var bytes = PlanFile.Write(Rich());
        PlanFile.Read(bytes, "plan.json").Lines().ShouldBeEmpty();

        for (var length = 0; length < bytes.Length; length++)
        {
            var read = PlanFile.Read(bytes.AsSpan(0, length), "plan.json");
            read.Passed.ShouldBeFalse($"{length}");
            read.Diagnostics.ShouldHaveSingleItem().Line.ShouldNotBeNull($"{length}");
        }
    }

    [Fact]
    public void Whatever_byte_of_it_is_changed_it_is_refused_in_words()
    {
        var bytes = PlanFile.Write(Rich());

        for (var at = 0; at < bytes.Length; at++)
        {
            foreach (var bits in (byte[])[0x01, 0x10, 0x20, 0x80, 0xFF])
            {
                bytes[at] ^= bits;
                PlanFile.Read(bytes, "plan.json").Passed.ShouldBeFalse($"{at} ^ {bits}");
                bytes[at] ^= bits;
            }
        }
    }

    [Fact]
    public void Half_a_character_in_an_escape_is_refused_in_words()
    {
        var text = Encoding.UTF8.GetString(PlanFile.Write(Some())).Replace("\"shop\"", "\"\\ud800\"", StringComparison.Ordinal);

        PlanFile.Read(Encoding.UTF8.GetBytes(text), "plan.json").Passed.ShouldBeFalse();
    }

    // Something of everything that a plan may hold.
    static Plan Rich()
    {
        var plan = Sample.Make(Sample.Settings, Sample.Set(
            Sample.File("V1__one.sql", "CREATE TABLE \"ä\" (v int);\nCREATE INDEX CONCURRENTLY i ON \"ä\" (v);\n"),
            Sample.File("V2__two.sql", "-- turnstone: author=me\nCREATE ROLE r PASSWORD '${app_password}';\nCOPY t FROM stdin;\n1\n\\.\n")), History.Empty).Value!;
        var step = (SqlStep)plan.Migrations[0].Steps[0];
        step = step with { Expects = [new("table public.t", "0123456789abcdef"), new("relation public.u", null)], Statements = [step.Statements[0] with { Locks = [new("public.t", "SHARE")] }] };
        return plan with { Migrations = [plan.Migrations[0] with { Steps = plan.Migrations[0].Steps.SetItem(0, step) }, plan.Migrations[1]], AfterError = plan.Migrations[1] };
    }

    static Plan Some() => Sample.Make(Sample.Settings,
        Sample.Set(Sample.File("V1__one.sql", "SELECT 'ä😀\"\\', '<&>';\n")), History.Empty).Value!;
}
