namespace Turnstone.Tests.Configuration;

/// <summary>What is refused in a project's files, and how that is said.</summary>
public sealed class SettingsComplaintTests
{
    [Fact]
    public void Files_that_extend_each_other_are_named_as_a_circle()
    {
        using var folder = ProjectFolder.Of("project: a\nextends: base.yaml").With("base.yaml", "extends: turnstone.yaml");

        folder.Read().Lines().ShouldBe(
            ["base.yaml:1:10: Error: extends: the files extend each other in a circle: turnstone.yaml → base.yaml → turnstone.yaml"]);
    }

    [Fact]
    public void A_base_that_is_not_there_is_named_where_it_is_asked_for()
    {
        using var folder = ProjectFolder.Of("extends: ../nowhere.yaml");

        folder.Read().Lines().ShouldBe(
            ["turnstone.yaml:1:10: Error: extends: there is no file ../nowhere.yaml | The path starts from the folder of the file it stands in."]);
    }

    [Fact]
    public void A_complaint_about_a_base_names_the_base()
    {
        using var folder = ProjectFolder.Of("extends: base.yaml").With("base.yaml", "\n  projct: x");

        folder.Read().Lines().ShouldBe(["base.yaml:2:3: Error: projct: there is no such key | Did you mean 'project'?"]);
    }

    [Fact]
    public void All_complaints_of_a_file_come_at_once_each_with_its_place()
    {
        using var folder = ProjectFolder.Of("""
            projet: shop
            zebra: 1
            migrations: { folder: a }
            search_path: [app, { x: y }]
            out_of_order: sometimes
            additive_only: yes
            ledger: 1MB
            ledger_schema: ''
            project: [a, b]
            settings:
              lock_deadline: 5
              max_hold: soon
              grace: 3 fortnights
              blocking_budget: 90d
              lock_dedline: 5s
            environments:
              prod:
                urls: x
                require: { approvals: two, after: nowhere }
              staging: { require: { after: staging } }
              [a]: b
            """);

        folder.Read().Lines().ShouldBe([
            "turnstone.yaml:1:1: Error: projet: there is no such key | Did you mean 'project'?",
            "turnstone.yaml:2:1: Error: zebra: there is no such key | Known here: project, migrations, asserts, extends, search_path, schemas, out_of_order, replicas, ledger_schema, placeholders, ledger, shadow, verifiers, managed, additive_only, retained, dump_after_apply, drift, lint, settings, environments.",
            "turnstone.yaml:3:13: Error: migrations: a value is wanted here, not further keys",
            "turnstone.yaml:4:20: Error: search_path: a list of texts is wanted",
            "turnstone.yaml:5:15: Error: out_of_order: 'sometimes' is not known | Write one of: proved, refuse, allow.",
            "turnstone.yaml:6:16: Error: additive_only: 'yes' is neither true nor false",
            "turnstone.yaml:7:9: Error: ledger: further keys are wanted here, not a value",
            "turnstone.yaml:8:16: Error: ledger_schema: it is empty | Leave the key out for its default.",
            "turnstone.yaml:9:1: Error: project: a list stands where one value is wanted | Write project: value.",
            "turnstone.yaml:11:18: Error: settings.lock_deadline: '5' has no unit | Write 5s, 5min or 5ms.",
            "turnstone.yaml:12:13: Error: settings.max_hold: 'soon' is not a number with a unit | Write a number and its unit: 250ms, 2s, 5min, 1h; or 0.",
            "turnstone.yaml:13:10: Error: settings.grace: '3 fortnights': the unit 'fortnights' is not known | Write a number and its unit: 250ms, 2s, 5min, 1h; or 0.",
            "turnstone.yaml:14:20: Error: settings.blocking_budget: '90d' is longer than PostgreSQL's longest timeout, 24 days | Write 0 for no limit.",
            "turnstone.yaml:15:3: Error: settings.lock_dedline: there is no such key | Did you mean 'lock_deadline'?",
            "turnstone.yaml:18:5: Error: environments.prod.urls: there is no such key | Did you mean 'url'?",
            "turnstone.yaml:19:27: Error: environments.prod.require.approvals: 'two' is not a whole number",
            "turnstone.yaml:19:39: Error: environments.prod.require.after: there is no environment 'nowhere' | Defined: prod, staging.",
            "turnstone.yaml:20:32: Error: environments.staging.require.after: an environment cannot come after itself | Defined: prod, staging.",
            "turnstone.yaml:21:3: Error: environments: a key has to be a text",
        ]);
    }

    [Theory]
    [InlineData("a: [1\nb: 2", 1)]
    [InlineData("project: a: b", 1)]
    [InlineData("project: a\nproject: b", 2)]
    [InlineData("project: 'x", 1)]
    [InlineData("project: @x", 1)]
    [InlineData("project: *nope", 1)]
    [InlineData("project: &x [*x]", 1)]
    [InlineData("{", 2)]
    [InlineData("- project", 1)]
    [InlineData("just words", 1)]
    [InlineData("project: a\n---\nproject: b", 3)]
    public void Text_that_is_no_yaml_is_a_complaint_with_its_place(string yaml, int line)
    {
        using var folder = ProjectFolder.Of(yaml);

        var complaint = folder.Read().Diagnostics.ShouldHaveSingleItem();

        complaint.Rule.ShouldBe("yaml-malformed");
        complaint.File.ShouldBe("turnstone.yaml");
        complaint.Line.ShouldBe(line);
        complaint.Column.ShouldNotBeNull();
        complaint.Message.ShouldStartWith("This is not YAML as Turnstone reads it: ");
    }

    [Fact]
    public void Nesting_without_end_is_refused_before_it_exhausts_the_stack()
    {
        using var folder = ProjectFolder.Of("project: " + new string('[', 500_000));

        folder.Read().Lines().ShouldBe(["turnstone.yaml:1:39: Error: This is not YAML as Turnstone reads it: it is nested more than 32 deep."]);
    }

    [Fact]
    public void A_file_that_is_not_utf8_is_refused()
    {
        using var folder = new ProjectFolder();
        File.WriteAllBytes(Path.Combine(folder.Path, "turnstone.yaml"), [.. "project: "u8, 0xE9]);

        folder.Read().Lines().ShouldBe(["turnstone.yaml: Error: The file is not UTF-8. | Save it as UTF-8."]);
    }

    [Theory]
    [InlineData("environments: { prod: { url: 'postgres://app:kn4ry@db/shop' } }", "environments.prod.url", 30)]
    [InlineData("environments: { prod: { direct_url: 'Host=db;Username=app;Password=kn4ry' } }", "environments.prod.direct_url", 37)]
    [InlineData("replicas: ['host=db user=app password=kn4ry']", "replicas", 12)]
    [InlineData("shadow: { url: 'jdbc:postgresql://db/shop?user=app&password=kn4ry' }", "shadow.url", 16)]
    [InlineData("shadow: { url: 'postgres://app:kn4ry@db:port/shop' }", "shadow.url", 16)]
    public void A_password_written_out_in_the_file_is_refused_and_not_repeated(string yaml, string key, int column)
    {
        using var folder = ProjectFolder.Of(yaml);

        folder.Read().Lines().ShouldBe([
            $"turnstone.yaml:1:{column}: Error: {key}: a password is written out here | Take it from the environment (env:DATABASE_URL) or a file (file:/run/secrets/dsn); on the command line: --url env:DATABASE_URL.",
        ]);
    }
}
