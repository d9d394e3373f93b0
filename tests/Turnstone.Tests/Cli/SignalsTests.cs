namespace Turnstone.Tests.Cli;

using System.Runtime.InteropServices;
using Turnstone.Cli;

public sealed class SignalsTests
{
    static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public void Exit_codes_are_the_same_on_every_system()
    {
        HeardSignal.Of(windows: false).Select(heard => (heard.Signal, (int)heard.ExitCode, heard.EndsUs)).ShouldBe(
            [(PosixSignal.SIGINT, 130, false), (PosixSignal.SIGTERM, 143, false), (PosixSignal.SIGHUP, 143, false)]);
        HeardSignal.Of(windows: true).Select(heard => (heard.Signal, (int)heard.ExitCode, heard.EndsUs)).ShouldBe(
            [(PosixSignal.SIGINT, 130, false), (PosixSignal.SIGQUIT, 130, false), (PosixSignal.SIGHUP, 143, true), (PosixSignal.SIGTERM, 143, true)]);
    }

    [Fact]
    public void The_first_lets_the_running_step_finish_and_the_second_cuts_it_off()
    {
        using var signals = new Signals(TimeProvider.System);
        var ctrlC = HeardSignal.Of(windows: true)[0];

        signals.Receive(ctrlC);
        signals.Stopping.NoNewStep.IsCancellationRequested.ShouldBeTrue();
        signals.Stopping.Now.IsCancellationRequested.ShouldBeFalse();

        signals.Receive(ctrlC);
        signals.Stopping.Now.IsCancellationRequested.ShouldBeTrue();
        signals.ExitCode.ShouldBe(ExitCode.Interrupted);
    }

    [Fact]
    public async Task Where_the_system_ends_us_the_step_is_cut_off_at_once_and_the_handler_stays_until_we_are_done()
    {
        var signals = new Signals(TimeProvider.System);
        var closing = Task.Run(() => signals.Receive(HeardSignal.Of(windows: true).Single(heard => heard.Signal is PosixSignal.SIGHUP)), Stop);
        var cutOff = new TaskCompletionSource();
        await using var registration = signals.Stopping.Now.Register(() => cutOff.SetResult());

        await cutOff.Task.WaitAsync(Stop);
        closing.IsCompleted.ShouldBeFalse();

        signals.Dispose();
        await closing.WaitAsync(Stop);
        signals.ExitCode.ShouldBe(ExitCode.Terminated);
    }
}
