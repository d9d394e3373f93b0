namespace Turnstone.Tests.Cli;

using Turnstone.Cli.Rendering.Verification;
using Turnstone.Diagnostics;
using Turnstone.Ledger;
using Turnstone.Linting;
using Turnstone.Linting.Trace;
using Turnstone.Plans;
using Turnstone.Tests.Planning;
using Turnstone.Verification;

/// <summary>What is handed on of a trial stays short enough to be taken, and clear enough to be read.</summary>
public sealed class TrialFormatTests
{
    static TrialReport Trial(int migrations, int alike = 0)
    {
        var plan = Sample.Make(Sample.Settings, Sample.Set(Enumerable.Range(1, migrations).Select(i => Sample.File($"V{i}__t{i}.sql", $"ALTER TABLE t{i} ADD COLUMN v int;"))), History.Empty).Value!;
        var seen = new Evidence(
            [.. plan.Migrations.Select(one => new UndoProof(one.Version!, UndoVerdict.Reversible, "Its undo leaves schema and rows as they were."))],
            new LockTrace([.. plan.Migrations.Select((one, at) => Traced(one, at))]), []) { Server = "PostgreSQL 18 (a throw-away server)" };
        var said = Enumerable.Range(1, alike).Select(i => Diagnostic.Warning("not-verified", $"V{i} is not verified: no rows.", $"migrations/V{i}__t.sql", "What was not tried is not proved."));
        return new("verify", "shop on staging", Verifier.Seen(plan, seen, requiresUndo: false), [], [.. said]);
    }

    static TracedStatement Traced(PlannedMigration migration, int at) => new(migration.Name, 1, 1, migration.File, 1, 1, "ALTER TABLE", 1)
    {
        StartedMs = 0.5,
        Locks = [new("public", $"a_table_with_a_name_of_some_length_{at}", RelationKind.Table, LockMode.AccessExclusive, 3)],
    };

    static string Markdown(TrialReport trial) => TrialFormat.Of("a.md")!.Write(trial);

    static string Html(TrialReport trial) => TrialFormat.Of("a.html")!.Write(trial);

    [Fact]
    public void A_comment_about_400_migrations_is_one_that_is_taken()
    {
        var page = Markdown(Trial(400, alike: 400));

        page.Length.ShouldBeLessThan(65_000);
        page.Split("<details>").Length.ShouldBe(page.Split("</details>").Length);
        page.ShouldContain("| V400 t400 |");
        page.ShouldMatch(@"The steps and locks of \d+ more migrations are not shown here\.\n$");
    }

    [Fact]
    public void Of_thousands_the_table_is_cut_too_and_says_so()
    {
        var page = Markdown(Trial(3000));

        page.Length.ShouldBeLessThan(65_000);
        page.ShouldMatch(@"\d+ more are not shown here\.");
    }

    [Theory]
    [InlineData(4, 4, "")]
    [InlineData(40, 3, "… and 37 more like it")]
    public void Of_many_warnings_that_are_alike_a_comment_has_a_few(int alike, int shown, string rest)
    {
        var page = Markdown(Trial(2, alike));

        page.Split("`not-verified`").Length.ShouldBe(shown + 1);
        page.Contains("more like it", StringComparison.Ordinal).ShouldBe(rest.Length > 0);
        page.ShouldContain(rest);
    }

    [Fact]
    public void A_page_has_all_of_them_the_rest_folded()
    {
        var page = Html(Trial(2, alike: 40));

        page.ShouldContain("<summary>… and 35 more like it</summary>");
        page.ShouldContain("V40 is not verified: no rows.");
        page.Split("<details").Length.ShouldBe(page.Split("</details>").Length);
    }

    [Fact]
    public void The_times_of_a_picture_are_round()
    {
        var page = Html(Trial(1));

        page.ShouldContain(">0.5 ms</text>");
        page.ShouldContain(">3 ms</text>");
    }

    [Fact]
    public void Each_form_begins_with_what_tells_it_from_files_of_others()
    {
        foreach (var form in TrialFormat.All)
        {
            var begin = form.Write(Trial(1));
            begin[..Math.Min(begin.Length, 400)].ShouldContain(form.Mark, Case.Sensitive, form.Extension);
        }
    }
}
