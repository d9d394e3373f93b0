namespace Turnstone.Postgres.Tests;

/// <summary>Waits until something is so; a test that waits in vain fails instead of hanging.</summary>
static class Condition
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(5);

    public static Task HoldsAsync(Func<bool> condition, CancellationToken stop) => HoldsAsync(() => Task.FromResult(condition()), stop);

    public static async Task HoldsAsync(Func<Task<bool>> condition, CancellationToken stop)
    {
        using var late = new CancellationTokenSource(Patience);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stop, late.Token);
        while (!await condition())
        {
            await Task.Delay(Interval, TimeProvider.System, either.Token);
        }
    }
}
