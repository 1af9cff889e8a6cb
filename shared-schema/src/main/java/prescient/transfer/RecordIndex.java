package prescient.transfer;

import java.util.function.LongConsumer;

/**
 * The contents of very many records by key: about 40 bytes each. Reading and changing goes through the place that
 * {@link #seek} found. Not safe for concurrent use.
 */
final class RecordIndex {

    static final int IN_DATABASE = 1;
    static final int SEEN = 2;
    static final int REJECTED = 4;
    static final int VERIFIED = 8;
    static final int CLAIMED = 16;

    private static final int SEGMENTS = 64;
    private static final int FIRST_SIZE = 16;

    private final Segment[] segments = new Segment[SEGMENTS];
    private Segment segment;
    private int place;
    private long size;

    RecordIndex() {
        for (int i = 0; i < SEGMENTS; i++) {
            segments[i] = new Segment(FIRST_SIZE);
        }
        segment = segments[0];
    }

    /** Goes to a record's place; a new record has no flags. */
    void seek(long key) {
        int number = (int) (key >>> 58);
        segment = segments[number];
        if (segment.used * 4L >= segment.keys.length * 3L) {
            segment = segment.grown();
            segments[number] = segment;
        }
        place = segment.find(key);
        if (segment.keys[place] == 0) {
            segment.keys[place] = key;
            segment.used++;
            size++;
        }
    }

    boolean is(int flag) {
        return (segment.flags[place] & flag) != 0;
    }

    void mark(int flag) {
        segment.flags[place] |= (byte) flag;
    }

    void clear(int flag) {
        segment.flags[place] &= (byte) ~flag;
    }

    void put(Canonical.Digest content, long position) {
        segment.high[place] = content.high();
        segment.low[place] = content.low();
        segment.positions[place] = (int) position;
    }

    boolean holds(Canonical.Digest content) {
        return segment.high[place] == content.high() && segment.low[place] == content.low();
    }

    Canonical.Digest content() {
        return new Canonical.Digest(segment.high[place], segment.low[place], 0);
    }

    boolean isAt(long position) {
        return segment.positions[place] == (int) position;
    }

    /** How many records were ever sought. */
    long size() {
        return size;
    }

    /** Hands over the keys of the records that have all {@code with} and none of {@code without}. */
    void each(int with, int without, LongConsumer sink) {
        for (var part : segments) {
            for (int i = 0; i < part.keys.length; i++) {
                int flags = part.flags[i];
                if (part.keys[i] != 0 && (flags & with) == with && (flags & without) == 0) {
                    sink.accept(part.keys[i]);
                }
            }
        }
    }

    private static final class Segment {
        final long[] keys;
        final long[] high;
        final long[] low;
        final int[] positions;
        final byte[] flags;
        int used;

        Segment(int length) {
            keys = new long[length];
            high = new long[length];
            low = new long[length];
            positions = new int[length];
            flags = new byte[length];
        }

        /** The key's place, or the free one where it belongs. */
        int find(long key) {
            int mask = keys.length - 1;
            int at = (int) (key ^ key >>> 29) & mask;
            while (keys[at] != 0 && keys[at] != key) {
                at = (at + 1) & mask;
            }
            return at;
        }

        Segment grown() {
            var larger = new Segment(keys.length * 2);
            for (int i = 0; i < keys.length; i++) {
                if (keys[i] != 0) {
                    int at = larger.find(keys[i]);
                    larger.keys[at] = keys[i];
                    larger.high[at] = high[i];
                    larger.low[at] = low[i];
                    larger.positions[at] = positions[i];
                    larger.flags[at] = flags[i];
                }
            }
            larger.used = used;
            return larger;
        }
    }
}
