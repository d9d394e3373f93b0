namespace Turnstone.Tests.Execution;

using Turnstone.Diagnostics;
using Turnstone.Execution;
using Turnstone.Migrations;
using Turnstone.Plans;
using Turnstone.Steps;
using Turnstone.Tests.Planning;
using Turnstone.Text;

public sealed class StepFailureTests
{
    const string Mixed = "CREATE TABLE a (id int);\nVACUUM a;\nCREATE TABLE b (id int);\n";

    [Theory]
    [InlineData(1, "42P01", FailureKind.StepFailed)]
    [InlineData(1, "55P03", FailureKind.Unavailable)]
    [InlineData(3, "55P03", FailureKind.HalfWay)]
    [InlineData(1, "40P01", FailureKind.Unavailable)]
    [InlineData(1, "57P01", FailureKind.Unavailable)]
    [InlineData(3, "57P01", FailureKind.HalfWay)]
    [InlineData(1, "25P03", FailureKind.Unavailable)]
    [InlineData(1, "08006", FailureKind.Unavailable)]
    [InlineData(1, "TS001", FailureKind.Unavailable)]
    [InlineData(1, "TS002", FailureKind.StepFailed)]
    [InlineData(2, "55P03", FailureKind.StepFailed)]
    [InlineData(2, "42P01", FailureKind.StepFailed)]
    [InlineData(3, "42501", FailureKind.StepFailed)]
    public void What_may_succeed_unchanged_is_told_from_what_cannot(int step, string sqlState, FailureKind kind) => Fail(Mixed, step, sqlState).Kind.ShouldBe(kind);

    [Fact]
    public void A_lost_connection_and_a_signal_leave_a_transactional_step_whole_or_not_at_all()
    {
        Fail(Mixed, 1, new IOException("reset"), isLost: true).Kind.ShouldBe(FailureKind.Unavailable);
        Fail(Mixed, 3, new IOException("reset"), isLost: true).Kind.ShouldBe(FailureKind.HalfWay);
        Fail(Mixed, 1, new OperationCanceledException()).Kind.ShouldBe(FailureKind.Stopped);
        Fail(Mixed, 3, new OperationCanceledException()).Kind.ShouldBe(FailureKind.HalfWay);
        Fail(Mixed, 2, new IOException("reset")).Kind.ShouldBe(FailureKind.StepFailed);
        Fail(Mixed, 2, new OperationCanceledException()).Kind.ShouldBe(FailureKind.StepFailed);
    }

    [Fact]
    public void A_signal_that_takes_the_connection_with_it_leaves_the_commit_unknown()
    {
        var (kind, said) = Fail(Mixed, 1, new OperationCanceledException(), isLost: true);

        kind.ShouldBe(FailureKind.Unavailable);
        said.Help.ShouldNotBeNull().ShouldStartWith("The step commits together with its row in the ledger, so the next apply knows whether it happened.");
    }

    [Fact]
    public void A_refusal_says_what_failed_what_stands_and_what_to_type()
    {
        var (_, said) = Fail(Mixed, 3, "42P07", message: "relation \"b\" already exists", hint: "Drop it.");

        said.Message.ShouldBe("CREATE TABLE failed: relation \"b\" already exists (SQLSTATE 42P07). The server's hint: Drop it.");
        said.Place.ShouldBe("V1__one.sql:3:1");
        said.Help.ShouldBe("The step was rolled back; nothing of it stands. Its steps before this one stand.\nCorrect V1__one.sql; then: turnstone apply");
    }

    [Fact]
    public void A_step_outside_a_transaction_asks_somebody_to_look()
    {
        var (_, said) = Fail(Mixed, 2, "57014", message: "canceling statement");

        said.Help.ShouldNotBeNull().ShouldStartWith("The statement runs outside a transaction, so part of it may stand; the ledger has it as begun.");
        said.Help.ShouldContain("turnstone apply --redo 1:2 --reason");
        said.Help.ShouldContain("--mark-done 1:2 --reason");
    }

    [Theory]
    [InlineData("SELECT nothing", 8, "1:8")]
    [InlineData("SELECT 1;\n  SELECT nothing", 8, "2:10")]
    [InlineData("SELECT\n  nothing", 10, "2:3")]
    [InlineData("SELECT '😀', nothing", 13, "1:14")]
    [InlineData("SELECT '😀',\nnothing", 13, "2:1")]
    [InlineData("SELECT '${region}', nothing", 19, "1:21")]
    [InlineData("SELECT '${app_password}', nothing", 22, "1:27")]
    [InlineData("SELECT '${region}', nothing", 11, "1:9")]
    [InlineData("SELECT nothing", 0, "1:1")]
    [InlineData("SELECT nothing", 1000, "1:15")]
    public void The_place_is_where_the_file_has_it(string text, int position, string place) =>
        Fail(text, 1, "42703", position: position).Said.Place.ShouldBe($"V1__one.sql:{place}");

    [Fact]
    public void A_line_within_a_DO_block_is_a_line_of_the_file()
    {
        const string text = "SELECT 1;\nDO\n$body$\nBEGIN\n  RAISE 'no';\nEND\n$body$;\n";

        Fail(text, 1, new ServerError("P0001", "no", null, 0) { Places = [new("inline_code_block", 3)] }).Said.Place.ShouldBe("V1__one.sql:5:1");
        Fail(text, 1, new ServerError("P0001", "no", null, 0) { Places = [new("f(int)", 3)] }).Said.Message
            .ShouldBe("DO failed: no (SQLSTATE P0001) in PL/pgSQL function f(int), line 3.");
    }

    [Fact]
    public void F43_Nothing_secret_is_said() =>
        Fail("SELECT 1", 1, "42601", message: "syntax error at password 's3cret-w0rd'").Said.Message.ShouldNotContain("s3cret-w0rd");

    static (FailureKind Kind, Diagnostic Said) Fail(string text, int step, string sqlState, string message = "no", string? hint = null, int position = 0) =>
        Fail(text, step, new ServerError(sqlState, message, hint, position));

    static (FailureKind Kind, Diagnostic Said) Fail(string text, int step, Exception cause, bool isLost = false) => Describe(text, step, null, cause, isLost);

    static (FailureKind Kind, Diagnostic Said) Fail(string text, int step, ServerError error) => Describe(text, step, error, new IOException("refused"));

    static (FailureKind Kind, Diagnostic Said) Describe(string text, int step, ServerError? error, Exception cause, bool isLost = false)
    {
        var planned = Sample.One(text);
        var failed = (SqlStep)planned.Steps[step - 1];
        var texts = new StatementTexts(Sample.Set(Sample.File("V1__one.sql", text)), new Placeholders(Sample.Settings.Placeholders));
        var context = new StepContext("run", [], [], new(), texts, new Masking(), TimeProvider.System, _ => { });
        var statement = error is null ? null : failed.Statements[^1];
        return new StepFailure(new StepFailedException(planned, failed, statement, error, cause) { IsLost = isLost }, context, "turnstone apply").Describe();
    }
}
