package prescient.forecast.history;

/**
 * Of each key of a file the place where it stands last, and roughly what stands there. It holds hashes only, so that
 * files of millions of rows fit. Not safe for concurrent use.
 */
final class LastPlaces {

    private static final long PRIME = 0x9E3779B97F4A7C15L;
    private static final int FIRST = 1 << 10;

    private long[] keys = new long[FIRST];
    private int[] places = new int[FIRST];
    private int[] contents = new int[FIRST];
    private int size;

    /** The key stands here, too; places come in their order. */
    void put(String key, int place, int content) {
        long hash = hash(key);
        put(slot(keys, hash), hash, place, content);
    }

    /**
     * As {@link #put}, unless the key stood somewhere before.
     *
     * @return false when it did; then nothing changes
     */
    boolean putNew(String key, int place) {
        long hash = hash(key);
        int at = slot(keys, hash);
        if (keys[at] != 0) {
            return false;
        }
        put(at, hash, place, 0);
        return true;
    }

    private void put(int at, long hash, int place, int content) {
        size += keys[at] == 0 ? 1 : 0;
        keys[at] = hash;
        places[at] = place;
        contents[at] = content;
        if (size * 3L > keys.length * 2L) {
            grow();
        }
    }

    /**
     * Where a key stands last.
     *
     * @throws IllegalStateException when it was never put
     */
    int place(String key) {
        int at = slot(keys, hash(key));
        if (keys[at] == 0) {
            throw new IllegalStateException("nothing stands under " + key);
        }
        return places[at];
    }

    /** What stands there. */
    int content(String key) {
        return contents[slot(keys, hash(key))];
    }

    private void grow() {
        var moreKeys = new long[keys.length * 2];
        var morePlaces = new int[keys.length * 2];
        var moreContents = new int[keys.length * 2];
        for (int i = 0; i < keys.length; i++) {
            if (keys[i] != 0) {
                int at = slot(moreKeys, keys[i]);
                moreKeys[at] = keys[i];
                morePlaces[at] = places[i];
                moreContents[at] = contents[i];
            }
        }
        keys = moreKeys;
        places = morePlaces;
        contents = moreContents;
    }

    private static int slot(long[] table, long hash) {
        int mask = table.length - 1;
        int at = (int) (hash ^ hash >>> 32) & mask;
        while (table[at] != 0 && table[at] != hash) {
            at = at + 1 & mask;
        }
        return at;
    }

    /** Never 0, which is the empty slot. */
    private static long hash(String key) {
        long hash = PRIME ^ key.length();
        for (int i = 0; i < key.length(); i++) {
            hash = (hash ^ key.charAt(i)) * PRIME;
            hash ^= hash >>> 29;
        }
        return hash == 0 ? 1 : hash;
    }
}
