namespace Turnstone.Postgres.Tests.Crash;

using System.Buffers.Binary;
using System.Net.Sockets;

/// <summary>One connection through the proxy.</summary>
sealed class ProxyConnection(Proxy proxy, Socket client, Socket server, bool isCounted)
{
    const int CancelRequest = 80877102;
    const int SslRequest = 80877103;
    const int GssRequest = 80877104;

    readonly Lock gate = new();
    readonly List<byte[]> kept = [];
    readonly TaskCompletionSource released = new(TaskCreationOptions.RunContinuationsAsynchronously);
    readonly long[] bytes = [0, 0];
    bool keeps;
    bool isClosed;
    bool isSignedIn;
    int answers;

    /// <summary>How many requests the client made after it had signed in.</summary>
    public int Requests { get; private set; }

    public long Bytes(bool toServer)
    {
        lock (gate)
        {
            return bytes[toServer ? 1 : 0];
        }
    }

    public void Start()
    {
        client.NoDelay = true;
        _ = UpAsync();
        _ = DownAsync();
    }

    /// <summary>Passes on what was kept, and whatever comes after it.</summary>
    public void Release()
    {
        lock (gate)
        {
            keeps = false;
            kept.ForEach(message => Send(client, message));
            kept.Clear();
        }
        released.TrySetResult();
    }

    public void Close()
    {
        lock (gate)
        {
            isClosed = true;
            client.Dispose();
            server.Dispose();
        }
        released.TrySetResult();
    }

    async Task UpAsync()
    {
        await using var reader = new MessageReader(new NetworkStream(client));
        if (!await BeginAsync(reader))
        {
            Close();
            return;
        }
        // What the server is to have all of or nothing: it does its work as messages come, not when the request ends.
        List<byte[]> request = [];
        while (await reader.NextAsync() is { } message)
        {
            request.Add(message);
            if ((char)message[0] is 'S' or 'Q' or 'c' or 'f')
            {
                await PassAsync(request);
                request.Clear();
            }
            else if ((char)message[0] is 'p' or 'H' or 'X')
            {
                Pass(request);
                request.Clear();
            }
        }
        Close();
    }

    async Task<bool> BeginAsync(MessageReader reader)
    {
        while (await reader.FirstAsync() is { } first)
        {
            var code = BinaryPrimitives.ReadInt32BigEndian(first.AsSpan(sizeof(int)));
            if (code is SslRequest or GssRequest)
            {
                // No encryption: it could not be read here.
                lock (gate)
                {
                    Send(client, [(byte)'N']);
                }
                continue;
            }
            Pass([first]);
            return code != CancelRequest;
        }
        return false;
    }

    async Task PassAsync(List<byte[]> request)
    {
        var stop = isCounted && isSignedIn && ++Requests == proxy.StopAt?.Request ? proxy.StopAt : null;
        if (stop is { Moment: Moment.Before })
        {
            proxy.Reach();
            await released.Task;
        }
        lock (gate)
        {
            keeps |= stop is { Moment: Moment.During or Moment.After };
        }
        Pass(request);
        if (stop is { Moment: Moment.During })
        {
            proxy.Reach();
        }
    }

    void Pass(List<byte[]> messages)
    {
        lock (gate)
        {
            Send(server, messages is [var one] ? one : [.. messages.SelectMany(message => message)]);
        }
    }

    async Task DownAsync()
    {
        await using var reader = new MessageReader(new NetworkStream(server));
        while (await reader.NextAsync() is { } message)
        {
            lock (gate)
            {
                if (keeps)
                {
                    kept.Add(message);
                }
                else
                {
                    Send(client, message);
                }
            }
            Answered((char)message[0]);
        }
        await EndAsync();
    }

    // It is ready for the next request, or for the rows of a COPY.
    void Answered(char kind)
    {
        if (kind is not ('Z' or 'G'))
        {
            return;
        }
        if (!isSignedIn)
        {
            isSignedIn = true;
        }
        else if (++answers == proxy.StopAt?.Request && isCounted && proxy.StopAt is { Moment: Moment.After })
        {
            proxy.Reach();
        }
    }

    // The client learns that the server left behind what the server said last.
    async Task EndAsync()
    {
        Task wait;
        lock (gate)
        {
            wait = keeps ? released.Task : Task.CompletedTask;
        }
        await wait;
        Close();
    }

    void Send(Socket to, byte[] message)
    {
        if (isClosed)
        {
            return;
        }
        var way = to == server ? 1 : 0;
        var limit = isCounted && proxy.CutAt is { } cut && cut.ToServer == (way == 1) ? cut.Bytes : long.MaxValue;
        var length = (int)Math.Min(message.Length, limit - bytes[way]);
        bytes[way] += length;
        try
        {
            to.Send(message.AsSpan(0, length));
        }
        catch (SocketException)
        {
            // Its other pump sees the end as well, and closes.
        }
        if (bytes[way] == limit)
        {
            proxy.Reach();
            isClosed = true;
            client.Dispose();
            server.Dispose();
            released.TrySetResult();
        }
    }
}
