namespace Turnstone.Servers;

using System.Net;
using System.Net.Sockets;

/// <summary>Finds loopback ports that nobody listens on at the moment.</summary>
static class FreePort
{
    public static int Next()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
