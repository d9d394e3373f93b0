namespace Turnstone.Cli;

using System.Runtime.InteropServices;
using Turnstone.Execution;

/// <summary>Turns Ctrl-C and SIGTERM into a run's stopping: the first asks for no new step and gives the running one its grace, the second cuts it off.</summary>
sealed class Signals : IDisposable
{
    static readonly TimeSpan LastSeconds = TimeSpan.FromSeconds(4);

    readonly ManualResetEvent ended = new(initialState: false);
    readonly CancellationTokenSource noNewStep = new();
    readonly CancellationTokenSource now = new();
    readonly List<PosixSignalRegistration> registrations = [];
    readonly TimeProvider time;

    public Signals(TimeProvider time)
    {
        this.time = time;
        Stopping = new(noNewStep.Token, now.Token);
    }

    public Stopping Stopping { get; }

    /// <summary>How long the running step may go on after the first signal.</summary>
    public TimeSpan Grace { get; set; } = TimeSpan.FromSeconds(20);

    /// <summary>What a program that a signal ended exits with.</summary>
    public ExitCode ExitCode { get; private set; } = ExitCode.Interrupted;

    /// <summary>Told of the first signal and the second, and what the running step still has then.</summary>
    public Action<string, TimeSpan> OnHeard { get; set; } = (_, _) => { };

    /// <summary>From now on the process no longer ends at a signal.</summary>
    public void Listen() =>
        registrations.AddRange(HeardSignal.Of(OperatingSystem.IsWindows()).Select(heard => PosixSignalRegistration.Create(heard.Signal, context =>
        {
            // A third one ends the process as it would have without us.
            context.Cancel = !now.IsCancellationRequested;
            Receive(heard);
        })));

    public void Dispose()
    {
        ended.Set();
        registrations.ForEach(registration => registration.Dispose());
        noNewStep.Dispose();
        now.Dispose();
    }

    /// <summary>What a signal does, whichever it was.</summary>
    internal void Receive(HeardSignal heard)
    {
        if (noNewStep.IsCancellationRequested)
        {
            if (!now.IsCancellationRequested)
            {
                OnHeard(heard.Name, TimeSpan.Zero);
            }
            now.Cancel();
            return;
        }
        ExitCode = heard.ExitCode;
        OnHeard(heard.Name, Grace);
        noNewStep.Cancel();
        if (heard.EndsUs)
        {
            // There is no time for grace, and none at all once this returns.
            now.Cancel();
            ended.WaitOne(LastSeconds);
            return;
        }
        _ = CutOffAfterGraceAsync();
    }

    async Task CutOffAfterGraceAsync()
    {
        try
        {
            await Task.Delay(Grace, time, now.Token);
            await now.CancelAsync();
        }
        catch (Exception ended) when (ended is OperationCanceledException or ObjectDisposedException)
        {
            // A second signal was faster, or the run ended in time.
        }
    }
}
