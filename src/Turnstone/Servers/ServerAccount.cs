namespace Turnstone.Servers;

/// <summary>The account that servers run as: our own, or an unprivileged one when we are root, which PostgreSQL refuses.</summary>
/// <param name="Name">The other account's name; null when it is our own.</param>
sealed record ServerAccount(string? Name)
{
    public bool IsOther => Name is not null;

    /// <summary>Who runs servers for this process.</summary>
    /// <remarks>On Windows always we ourselves: <c>initdb</c> and <c>pg_ctl</c> lay an administrator's rights down.</remarks>
    public static ServerAccount Current()
    {
        if (!HostPlatform.Current.IsRoot)
        {
            return new(Name: null);
        }
        return File.Exists("/etc/passwd") ? Choose(File.ReadAllText("/etc/passwd")) : new("nobody");
    }

    /// <summary>Of the accounts in a passwd file, PostgreSQL's own or else the one that owns nothing.</summary>
    public static ServerAccount Choose(string passwd)
    {
        var names = passwd.Split('\n').Select(line => line.Split(':')[0]).ToHashSet();
        return new(names.Contains("postgres") ? "postgres" : names.Contains("_postgres") ? "_postgres" : "nobody");
    }

    /// <summary>Makes a new, empty folder this account's own.</summary>
    public async Task OwnAsync(string folder, CancellationToken stop)
    {
        if (Name is null)
        {
            return;
        }
        var said = await ChildProcess.RunAsync(ChildProcess.Prepare("chown", [Name, folder]), stop);
        if (said.ExitCode is not 0)
        {
            throw new ServerException($"{folder} could not be given to the account {Name}: {said.Tail}");
        }
    }

    /// <summary>Checks that this account may run a program that we can run.</summary>
    public async Task RequireAccessAsync(string program, CancellationToken stop)
    {
        if (Name is null)
        {
            return;
        }
        var said = await ChildProcess.RunAsync(ChildProcess.Prepare("sh", ["-c", "test -x \"$1\"", "sh", program], Name), stop);
        if (said.ExitCode is not 0)
        {
            throw new ServerException($"The account {Name} cannot run {program}, and PostgreSQL does not run as root. "
                + "Open the folders above it (chmod o+rx), or choose others with TURNSTONE_PG_BIN and TURNSTONE_CACHE.");
        }
    }
}
