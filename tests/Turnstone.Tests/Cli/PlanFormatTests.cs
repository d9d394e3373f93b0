namespace Turnstone.Tests.Cli;

using Turnstone.Cli.Rendering.Plans;
using Turnstone.Ledger;
using Turnstone.Plans;
using Turnstone.Tests.Planning;

public sealed class PlanFormatTests
{
    static string Markdown(Plan plan, string? file = "plan.json") => PlanFormat.All.Single(one => one.Name == "markdown").Write(new(plan, "shop", "postgres@db:5432/shop", file));

    static Plan Of(params (string Name, string Text)[] files) => Sample.Make(Sample.Settings, Sample.Set(files.Select(file => Sample.File(file.Name, file.Text))), History.Empty).Value!;

    [Fact]
    public void A_page_says_what_is_done_and_folds_how()
    {
        var page = Markdown(Of(("V1__first_table.sql", "CREATE TABLE t (v int);")));

        page.ShouldStartWith("### turnstone plan: shop\n\nFor <code>postgres&#64;db:5432/shop</code>, PostgreSQL 18. Digest <code>");
        page.ShouldContain("| V1 first table | 1 | none | apply |\n");
        page.ShouldContain("<details><summary>V1 first table</summary>\n\nStep 1 of 1: one transaction with its ledger row, from <code>V1&#95;&#95;first&#95;table.sql:1</code>\n\n```sql\nCREATE TABLE t (v int);\n```\n\n</details>\n");
    }

    [Fact]
    public void A_fence_is_longer_than_any_run_of_backticks_within() =>
        Markdown(Of(("V1__t.sql", "SELECT '```` ``` <details>';"))).ShouldContain("\n`````sql\nSELECT '```` ``` <details>';\n`````\n");

    [Fact]
    public void No_name_is_HTML_or_the_end_of_a_cell()
    {
        var plan = Of(("V1__t.sql", "SELECT 1;"));
        var page = Markdown(plan with { Migrations = [plan.Migrations[0] with { Description = "<script>|`x`\n[a](b)" }] });

        page.ShouldNotContain("<script>");
        page.ShouldContain("| V1 &lt;script&gt;&#124;&#96;x&#96; &#91;a&#93;(b) | 1 |");
    }

    [Fact]
    public void What_does_not_fit_is_left_out_migration_by_migration_and_said()
    {
        var page = Markdown(Of([.. Enumerable.Range(1, 40).Select(i => ($"V{i}__t.sql", $"SELECT '{new string('x', 4000)}';"))]));

        page.Length.ShouldBeLessThan(65_000);
        page.ShouldEndWith(" more migrations: see <code>plan.json</code>\n");
        page.Split("<details>").Length.ShouldBe(page.Split("</details>").Length);
        page.ShouldContain("| V40 t |");
    }

    [Fact]
    public void A_table_of_thousands_is_cut_too()
    {
        var page = Markdown(Of([.. Enumerable.Range(1, 3000).Select(i => ($"V{i}__t.sql", "SELECT 1;"))]), file: null);

        page.Length.ShouldBeLessThan(65_000);
        page.ShouldContain("more migrations: see turnstone plan\n");
    }

    [Fact]
    public void An_empty_plan_has_nothing_to_do() => Markdown(Of()).ShouldBe("### turnstone plan: shop\n\nNothing to do on <code>postgres&#64;db:5432/shop</code>.\n");
}
