namespace Turnstone.Tests.Signing;

using System.ComponentModel;
using System.Diagnostics;

/// <summary>OpenSSL's command line, which knows nothing of ours.</summary>
static class OpenSsl
{
    /// <summary>What it answers; a test that asks is skipped where it is not on this machine.</summary>
    public static async Task<byte[]> RunAsync(string folder, params string[] arguments)
    {
        var start = new ProcessStartInfo("openssl", arguments) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };
        try
        {
            using var process = Process.Start(start)!;
            using var output = new MemoryStream();
            var said = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
            await process.StandardOutput.BaseStream.CopyToAsync(output, TestContext.Current.CancellationToken);
            await process.WaitForExitAsync(TestContext.Current.CancellationToken);
            process.ExitCode.ShouldBe(0, $"openssl {string.Join(' ', arguments)}: {await said}");
            return output.ToArray();
        }
        catch (Win32Exception)
        {
            Assert.Skip("There is no openssl on this machine.");
            throw;
        }
    }
}
