namespace Turnstone.Postgres.Tests.Catalog;

using Turnstone.Postgres.Tests.Catalog.Generated;
using Turnstone.Postgres.Tests.Crash;

/// <summary>Schemas made by chance, with hostile names: what is written down of one makes the same, and what makes one of another leaves nothing to compare.</summary>
/// <remarks>Others each day; <c>TURNSTONE_TEST_SEED</c> repeats a day's.</remarks>
public sealed class GeneratedSchemaTests(PostgresServer server)
{
    const int Few = 5, Many = 40, Apart = 1000;

    static string Script(Draft draft) => string.Join(";\n", DraftScript.Of(draft));

    static IEnumerable<int> Seeds(int count) => Enumerable.Range(Sample.Seed % Apart * Apart, count);

    [Fact]
    public Task Some_generated_schemas_are_rebuilt() => AllAsync(Seeds(Few), RebuiltAsync);

    [Fact]
    public Task Some_generated_schemas_become_what_they_are_after_edits_and_again_what_they_were() => AllAsync(Seeds(Few), EditedAsync);

    [Fact]
    public Task Some_generated_schemas_become_one_another() => AllAsync(Seeds(Few), AnotherAsync);

    [Fact]
    [Trait("tier", "all")]
    public Task Many_generated_schemas_are_rebuilt() => AllAsync(Seeds(Many), RebuiltAsync);

    [Fact]
    [Trait("tier", "all")]
    public Task Many_generated_schemas_become_what_they_are_after_edits_and_again_what_they_were() => AllAsync(Seeds(Many), EditedAsync);

    [Fact]
    [Trait("tier", "all")]
    public Task Many_generated_schemas_become_one_another() => AllAsync(Seeds(Many), AnotherAsync);

    Task RebuiltAsync(int seed) => server.RebuildsAsync(Script(DraftMaker.Make(seed)));

    Task EditedAsync(int seed) => server.BothWaysAsync(Script(DraftMaker.Make(seed)), Script(DraftMaker.Edited(seed, edits: 4)));

    Task AnotherAsync(int seed) => server.BecomesAsync(Script(DraftMaker.Make(seed)), Script(DraftMaker.Make(seed + 1)));

    static async Task AllAsync(IEnumerable<int> seeds, Func<int, Task> check)
    {
        List<string> wrong = [];
        foreach (var seed in seeds)
        {
            try
            {
                await check(seed);
            }
            catch (Exception said) when (said is InvalidOperationException or ShouldAssertException or Npgsql.PostgresException or ArgumentException or NullReferenceException)
            {
                wrong.Add($"draft {seed}: {said.Message}");
            }
        }
        wrong.ShouldBeEmpty($"{wrong.Count} of {seeds.Count()}, the seed is {Sample.Seed}\n\n{string.Join("\n\n", wrong)}");
    }
}
