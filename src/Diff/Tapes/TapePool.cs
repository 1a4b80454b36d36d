using System.Runtime.CompilerServices;

namespace Diff;

/// <summary>Storages at rest: one per thread, found without synchronisation, and a few more shared by all threads.</summary>
internal static class TapePool
{
    private static readonly Slot[] Shared = new Slot[Math.Max(8, 2 * Environment.ProcessorCount)];

    [ThreadStatic]
    private static TapeStorage? _own;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TapeStorage Rent()
    {
        var storage = _own;
        if (storage is null) return RentShared();
        _own = null;
        return storage;
    }

    public static void Return(TapeStorage storage)
    {
        if (_own is null) _own = storage;
        else ReturnShared(storage);
    }

    private static TapeStorage RentShared()
    {
        foreach (ref var slot in Shared.AsSpan())
            if (slot.Storage is not null && Interlocked.Exchange(ref slot.Storage, null) is { } storage) return storage;
        return new TapeStorage();
    }

    private static void ReturnShared(TapeStorage storage)
    {
        foreach (ref var slot in Shared.AsSpan())
            if (slot.Storage is null && Interlocked.CompareExchange(ref slot.Storage, storage, null) is null) return;
        storage.ReleaseChunks();
    }

    // A struct around the reference spares the array's covariance check.
    private struct Slot
    {
        public TapeStorage? Storage;
    }
}
