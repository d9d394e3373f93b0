namespace Turnstone.Servers;

using Turnstone.Sql;

/// <summary>A private PostgreSQL on a free loopback port that ends, with its data, when it is disposed or its owner dies.</summary>
public sealed class LocalServer : IAsyncDisposable
{
    const int MostPorts = 5;

    readonly SupervisedServer server;
    readonly ClusterTemplate template;
    readonly ClusterTemplate.Maker templates;
    readonly string? key;

    LocalServer(SupervisedServer server, ClusterTemplate template, ClusterTemplate.Maker templates, string? key, ServerBinaries binaries, int port)
    {
        this.server = server;
        this.template = template;
        this.templates = templates;
        this.key = key;
        Binaries = binaries;
        Address = new(port, template.Password);
    }

    /// <summary>The programs that run, with their version.</summary>
    public ServerBinaries Binaries { get; }

    /// <summary>Whether it began with the cluster that was kept.</summary>
    public bool IsOfKept => key is not null && Path.GetFileName(Path.GetDirectoryName(template.DataFolder)) == key;

    /// <summary>How to reach it.</summary>
    public ServerAddress Address { get; }

    public PgVersion Major => Binaries.Major;

    /// <summary>Its version as it is called, <c>17.10</c>.</summary>
    public string Version => Binaries.Version;

    public int Port => Address.Port;

    /// <summary>The folder of its cluster; <c>server.log</c> in it is what it logs.</summary>
    public string DataFolder => server.DataFolder;

    /// <summary>The Npgsql connection string of its database <c>postgres</c>, as superuser, without pooling. It holds the password.</summary>
    public string ConnectionString => Address.ConnectionString("postgres");

    /// <summary>The URL of its database <c>postgres</c>, as superuser. It holds the password.</summary>
    public Uri Uri => Address.Uri("postgres");

    /// <summary>Starts a server and waits until it takes connections.</summary>
    /// <exception cref="ServerException">No server can be had, or it does not start; the message has the last lines of its log.</exception>
    public static async Task<LocalServer> StartAsync(LocalServerOptions options, CancellationToken stop)
    {
        var account = ServerAccount.Current();
        var binaries = await new ServerFinder(options.Cache, options.Time).ObtainAsync(options.Version, stop);
        await options.Cache.PrepareAsync(account, stop);
        options.Cache.Use(binaries, options.Time);
        var templates = new ClusterTemplate.Maker(options.Cache, account, options.Time);
        var key = options.Kept is null ? null : $"{ClusterTemplate.Key(binaries)}-{options.Kept}";
        var template = (key is null ? null : await templates.FindAsync(key, stop)) ?? await templates.AcquireAsync(binaries, stop);
        try
        {
            var running = await new RunningFolder(options.Cache, account).ChooseAsync(stop);
            for (var attempt = 1; ; attempt++)
            {
                var port = FreePort.Next();
                var folder = Path.Combine(running, Guid.NewGuid().ToString("N"));
                var supervisor = HostPlatform.Current.System is HostSystem.Windows
                    ? await new WindowsSupervisor(binaries, options).PrepareAsync(template.DataFolder, folder, port, stop)
                    : new UnixSupervisor(new(HostPlatform.Current, options.Cache.Downloads), account).Prepare(template.DataFolder, folder,
                        [binaries.Program("postgres"), .. options.Arguments(SupervisedServer.DataFolderIn(folder), port)]);
                var server = SupervisedServer.Start(supervisor, folder);
                if (await server.IsReadyAsync(options, lastAttempt: attempt == MostPorts, stop))
                {
                    return new(server, template, templates, key, binaries, port);
                }
            }
        }
        catch
        {
            template.Dispose();
            throw;
        }
    }

    /// <summary>Keeps its cluster as it is now, for the next one that asks for that name.</summary>
    /// <remarks>Behind a checkpoint, and while nobody writes.</remarks>
    public Task KeepAsync(CancellationToken stop) => key is null ? Task.CompletedTask : templates.KeepAsync(key, DataFolder, template.Password, stop);

    public async ValueTask DisposeAsync()
    {
        await server.DisposeAsync();
        template.Dispose();
    }
}
