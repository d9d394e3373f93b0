namespace Turnstone.Tests.Planning;

using Turnstone.Migrations;
using Turnstone.Plans;

public sealed class StepBuilderTests
{
    // Step by step, for each statement whether others may queue behind it.
    static string[] Forecast(PlannedMigration planned) =>
        [.. planned.Steps.Cast<SqlStep>().Select(step => string.Concat(step.Statements.Select(statement => statement.MayBlock ? '!' : '.')))];

    [Fact]
    public void What_a_step_made_others_wait_for_in_the_next_one() =>
        Forecast(Sample.One("""
            CREATE TABLE ${table} (id int); ALTER TABLE accounts ADD v int; ALTER TABLE other ADD v int;
            VACUUM accounts;
            ALTER TABLE accounts ADD w int; INSERT INTO accounts VALUES (1);
            """)).ShouldBe(["..!", ".", "!."]);

    [Fact]
    public void In_a_file_without_a_transaction_each_statement_is_on_its_own() =>
        Forecast(Sample.One("""
            -- turnstone: transaction=none
            CREATE TABLE t (); ALTER TABLE t ADD v int; BEGIN; CREATE TABLE u (); ALTER TABLE u ADD v int; ALTER TABLE t ADD w int; COMMIT; CALL p();
            """)).ShouldBe([".", "!", "..!", "!"]);

    [Theory]
    [InlineData("DO $$ BEGIN UPDATE t SET v = v + 1; END $$", true)]
    [InlineData("DO $$ BEGIN IF true THEN EXECUTE 'UPDATE t SET v = 1'; PERFORM f(); END IF; END $$", true)]
    [InlineData("DO LANGUAGE plpgsql 'BEGIN RAISE NOTICE ''COMMIT;''; END'", true)]
    [InlineData("DO $$ BEGIN FOR i IN 1..3 LOOP UPDATE t SET v = i; COMMIT; END LOOP; END $$", false)]
    [InlineData("DO $$ BEGIN BEGIN ROLLBACK; END; END $$", false)]
    [InlineData("DO $$ BEGIN CALL p(); END $$", false)]
    [InlineData("DO $$ BEGIN DO 'BEGIN COMMIT; END'; END $$", false)]
    [InlineData("DO $$ BEGIN nonsense END $$", false)]
    [InlineData("DO $$ BEGIN END $$ SOMEHOW", false)]
    [InlineData("DO LANGUAGE plpython3u $$ plpy.commit() $$", false)]
    [InlineData("CALL p()", false)]
    public void F24_A_block_without_a_transaction_of_its_own_gets_one_even_where_its_file_asks_for_none(string statement, bool transaction) =>
        Sample.One($"-- turnstone: transaction=none\n{statement};").Steps.ShouldHaveSingleItem().ShouldBeOfType<SqlStep>().Transaction.ShouldBe(transaction);

    // What a newer PostgreSQL has is the server's to judge.
    [Theory]
    [InlineData("CREATE INDEX CONCURRENTLY i ON t (a) WITHOUT HASTE", "CREATE INDEX", false)]
    [InlineData("ALTER TABLE t ADD a int FROBNICATED", "ALTER TABLE", true)]
    [InlineData("FROBNICATE TABLE t", "FROBNICATE", true)]
    public void A_statement_or_a_clause_that_is_not_known_is_a_step_like_any_other(string statement, string verb, bool transaction)
    {
        var step = Sample.One($"{statement};").Steps.ShouldHaveSingleItem().ShouldBeOfType<SqlStep>();
        (step.Statements.ShouldHaveSingleItem().Verb, step.Transaction, step.Recovery).ShouldBe((verb, transaction, null));
    }

    [Fact]
    public void A_long_file_that_is_read_again_says_the_same()
    {
        const string text = "CREATE TABLE t (); ALTER TABLE t ADD v int; ALTER TABLE ${table} ADD v int; SET search_path = x; ALTER TABLE t ADD w int; ALTER ROLE r PASSWORD 'x'";
        var planned = Sample.One(text);
        var step = planned.Steps.ShouldHaveSingleItem().ShouldBeOfType<SqlStep>();
        using var texts = new StatementTexts(Sample.Set(Sample.File("V1__one.sql", text)), new Placeholders(Sample.Settings.Placeholders));
        var again = texts.Read(planned, step with { Statements = [], Range = new(1, 6, 0, "CREATE TABLE") }).Select(one => one.Planned.MayBlock);
        string.Concat(again.Select(mayBlock => mayBlock ? '!' : '.')).ShouldBe(Forecast(planned).ShouldHaveSingleItem());
        Forecast(planned).ShouldBe(["..!.!."]);
    }

    [Theory]
    [InlineData("CREATE INDEX CONCURRENTLY i ON t (a)", 0)]
    [InlineData("DROP INDEX CONCURRENTLY i", 0)]
    [InlineData("REINDEX TABLE CONCURRENTLY t", 0)]
    [InlineData("ALTER TABLE p DETACH PARTITION p1 CONCURRENTLY", 2000)]
    [InlineData("VACUUM FULL t", 2000)]
    public void F09_Only_what_nobody_queues_behind_waits_without_limit(string statement, long milliseconds) =>
        Sample.One(statement).Steps.ShouldHaveSingleItem().ShouldBeOfType<SqlStep>().LockTimeoutMs.ShouldBe(milliseconds);
}
