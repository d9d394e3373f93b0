namespace Turnstone.Cli;

/// <summary>Has young garbage collected every few megabytes.</summary>
/// <remarks>By itself the runtime waits until there is as much of it as the processor's cache holds, and that may be 32 MB and more.</remarks>
sealed class Frugality : IDisposable
{
    const long Enough = 4 * 1024 * 1024;

    static readonly TimeSpan Period = TimeSpan.FromMilliseconds(20);

    readonly ITimer timer;
    long allocated;

    public Frugality(TimeProvider time) => timer = time.CreateTimer(_ => Look(), null, Period, Period);

    public void Dispose() => timer.Dispose();

    void Look()
    {
        var now = GC.GetTotalAllocatedBytes();
        if (now - allocated >= Enough)
        {
            allocated = now;
            GC.Collect(0, GCCollectionMode.Forced, blocking: true);
        }
    }
}
