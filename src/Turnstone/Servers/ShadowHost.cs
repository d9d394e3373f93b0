namespace Turnstone.Servers;

using Turnstone.Configuration;
using Turnstone.Sessions;
using Turnstone.Sql;
using Turnstone.Text;

/// <summary>The server that shadows are on: our own, or one that somebody gives.</summary>
/// <param name="admin">Who makes databases and takes them away.</param>
abstract class ShadowHost(Session admin) : IAsyncDisposable
{
    public Session Admin => admin;

    public PgVersion Version => admin.Server.Version;

    /// <summary>Whether its databases are those of an earlier one that was kept.</summary>
    public virtual bool IsOfKept => false;

    /// <summary>The database whose copies are tried on; none where one begins with nothing.</summary>
    public virtual DatabaseAddress? Copy => null;

    /// <summary>Whether the role that migrates refuses nothing.</summary>
    public abstract bool IsMigratorSuperuser { get; }

    /// <summary>A database as it is reached by the role that migrates.</summary>
    public abstract DatabaseAddress Address(string database);

    /// <summary>As it is reached by the one that may do whatever has to be done beside that.</summary>
    public abstract DatabaseAddress SuperuserAddress(string database);

    /// <summary>What a database is called on the server.</summary>
    public virtual string NameOf(string name) => name;

    /// <summary>How a database begins that is a copy of another.</summary>
    public abstract Sql CopyOf(string database);

    /// <summary>What is done with a database as soon as it is made.</summary>
    public virtual Task MarkAsync(string database, CancellationToken stop) => Task.CompletedTask;

    /// <summary>Keeps it as it is now for the next one that asks for its name.</summary>
    public virtual Task KeepAsync(CancellationToken stop) => Task.CompletedTask;

    public abstract ValueTask DisposeAsync();

    protected static Task<Session> OpenAsync(DatabaseAddress address, RunSettings limits, TimeProvider time, CancellationToken stop) => Session.OpenAsync(address, limits, _ => { }, time, stop);
}
