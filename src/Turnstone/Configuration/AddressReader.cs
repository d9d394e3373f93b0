namespace Turnstone.Configuration;

using Turnstone.Configuration.Connections;
using Turnstone.Configuration.Secrets;
using Turnstone.Diagnostics;
using Turnstone.Text;

/// <summary>Decides which database is meant and reads its address, in whatever form it was written.</summary>
/// <param name="environment">The variables of the process.</param>
public sealed class AddressReader(IReadOnlyDictionary<string, string> environment, SecretSources? sources = null)
{
    const string DatabaseUrl = "DATABASE_URL";

    const string Ways =
        "Start a private one with `turnstone local up`, or say where: --url env:DATABASE_URL, DATABASE_URL, PGHOST or PGSERVICE, "
        + "or environments: in turnstone.yaml with --env NAME.";

    readonly SecretSources sources = sources ?? new(environment);

    /// <summary><c>--env</c>, or <c>--url</c>, or <c>DATABASE_URL</c>, or libpq's variables; never a guess.</summary>
    /// <param name="environmentName">From <c>--env</c>.</param>
    /// <param name="url">From <c>--url</c>.</param>
    /// <param name="changesTarget">Whether the verb changes the database: where the project defines environments, one has to be chosen.</param>
    public async Task<Checked<DatabaseAddress>> ResolveAsync(
        Settings settings, string? environmentName, string? url, bool changesTarget, CancellationToken stop)
    {
        if (environmentName is not null)
        {
            return url is null
                ? await OfEnvironmentAsync(settings, environmentName, stop)
                : Refused("address-ambiguous", "--env and --url are both given", "Give one of the two.");
        }
        if (url is not null)
        {
            return ConnectionText.HoldsPassword(url)
                ? Refused("password-on-command-line", "--url holds a password, which every user of this machine can read in the list of processes",
                    "Put the URL into the environment and write: --url env:DATABASE_URL")
                : await ReadAsync(settings, url, "--url", stop);
        }
        if (changesTarget && settings.Environments.Count > 0)
        {
            return Refused("environment-not-chosen", "This changes a database, and it is not said which environment's", Choices(settings));
        }
        if (Has(DatabaseUrl))
        {
            return await ReadAsync(settings, environment[DatabaseUrl], DatabaseUrl, stop);
        }
        return Has("PGHOST") || Has("PGSERVICE")
            ? await FinishAsync(ConnectionParameters.None, Has("PGHOST") ? "PGHOST" : "PGSERVICE", withPlace: true, stop)
            : Refused("address-missing", "It is not said which database", settings.Environments.Count > 0 ? Choices(settings) : Ways);
    }

    /// <summary>An address written out, or the reference to one: a replica's, the shadow server's.</summary>
    /// <param name="source">Who named it, as messages say it.</param>
    public async Task<Checked<DatabaseAddress>> ReadAsync(Settings settings, string text, string source, CancellationToken stop)
    {
        if (!SecretSources.IsReference(text))
        {
            return await ReadWrittenAsync(text, source, stop);
        }
        var secret = await sources.ReadAsync(text, settings.Root, stop);
        var said = secret.Diagnostics.Select(one => one with { Message = $"{source}: {one.Message}" });
        if (!secret.Passed)
        {
            return Checked.Failed<DatabaseAddress>(said);
        }
        var address = await ReadWrittenAsync(secret.Value.Reveal(), source, stop);
        return address with { Diagnostics = [.. said, .. address.Diagnostics] };
    }

    async Task<Checked<DatabaseAddress>> ReadWrittenAsync(string text, string source, CancellationToken stop)
    {
        var (parameters, problem) = ConnectionText.Read(text);
        return parameters is null
            ? Refused("address-invalid", $"{source} {problem}", "Write postgres://user@host:5432/database.")
            : await FinishAsync(parameters, source, withPlace: false, stop);
    }

    async Task<Checked<DatabaseAddress>> FinishAsync(ConnectionParameters parameters, string source, bool withPlace, CancellationToken stop)
    {
        var variables = ConnectionParameters.FromVariables(environment, withPlace);
        if ((parameters["service"] ?? variables["service"]) is { } service)
        {
            var (found, problem) = await new ServiceFile(environment).ReadAsync(service, stop);
            if (found is null)
            {
                return Refused("service-missing", $"{source} {problem}", "PGSERVICEFILE names another file.");
            }
            parameters = parameters.Or(found);
        }
        return new ConnectionWriter(source, UserName()).Write(parameters.Or(variables));
    }

    async Task<Checked<DatabaseAddress>> OfEnvironmentAsync(Settings settings, string name, CancellationToken stop)
    {
        if (!settings.Environments.TryGetValue(name, out var chosen))
        {
            return settings.Environments.Count == 0
                ? Refused("environment-unknown", $"There is no environment '{name}': turnstone.yaml defines none",
                    "Define it under environments:, or use --url.")
                : Refused("environment-unknown", $"There is no environment '{name}'", Choices(settings));
        }
        if ((chosen.DirectUrl ?? chosen.Url) is not { } text)
        {
            return Refused("address-missing", $"The environment '{name}' has no url",
                $"Write one under environments.{name}: url: env:{SettingKey.Words(name)}_URL");
        }
        var source = SecretSources.IsReference(text) ? $"environment {name} ({new Masking().Mask(text)})" : $"environment {name}";
        var address = await ReadAsync(settings, text, source, stop);
        return address with { Value = address.Value is { } value ? value with { Environment = name } : null };
    }

    string UserName() => environment.GetValueOrDefault("USER") is { Length: > 0 } user ? user : Environment.UserName;

    bool Has(string variable) => environment.GetValueOrDefault(variable) is { Length: > 0 };

    static string Choices(Settings settings) => $"Choose with --env: {string.Join(", ", settings.Environments.Keys)}.";

    static Checked<DatabaseAddress> Refused(string rule, string message, string help) =>
        Checked.Failed<DatabaseAddress>(Diagnostic.Error(rule, message, help: help));
}
