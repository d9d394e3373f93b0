namespace Turnstone.Cli;

using System.CommandLine;
using Turnstone.Configuration.Secrets;
using Turnstone.Text;

/// <summary>Where the passphrase of a private key is. The passphrase itself never stands on a command line.</summary>
sealed class PassphraseOption
{
    readonly Option<string?> reference = new("--passphrase") { Description = "Where the passphrase is that encrypts the private key: env:NAME or file:path" };

    public void AddTo(Command command) => command.Add(reference);

    /// <summary>None where none was asked for; what does not lead to one becomes the verb's failure.</summary>
    public async Task<Secret?> ReadAsync(Invocation invocation, string root)
    {
        if (invocation.Arguments.GetValue(reference) is not { } written)
        {
            return null;
        }
        if (!SecretSources.IsReference(written))
        {
            invocation.Refuse("--passphrase holds the passphrase itself, which every user of this machine can read in the list of processes.",
                "Put it into the environment and write: --passphrase env:KEY_PASSPHRASE");
            return null;
        }
        var secret = invocation.Take(await new SecretSources(invocation.Terminal.Environment).ReadAsync(written, root, invocation.Stop));
        if (secret is not null)
        {
            invocation.Masking.Add(secret);
        }
        return secret;
    }
}
