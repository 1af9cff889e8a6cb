package prescient.legacy;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.function.LongConsumer;

/** Hands bytes through and keeps the latest of them, so that the text of what was parsed can be looked at again. */
final class Tape extends FilterInputStream {

    private static final int START = 1 << 16;

    private final LongConsumer progress;
    private byte[] kept = new byte[START];
    private int from;
    private int to;
    /** Place in the file of {@code kept[0]}. */
    private long base;

    /** @param progress is told after each read how many bytes there were so far */
    Tape(InputStream in, LongConsumer progress) {
        super(in);
        this.progress = progress;
    }

    @Override
    public int read() throws IOException {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        int n = in.read(into, offset, length);
        if (n > 0) {
            makeRoom(n);
            System.arraycopy(into, offset, kept, to, n);
            to += n;
            progress.accept(total());
        }
        return n;
    }

    /** Bytes read so far. */
    long total() {
        return base + to;
    }

    /** Bytes before this place of the file are not asked for any more. */
    void forget(long before) {
        from = (int) (before - base);
    }

    /** Whether the file has exactly these bytes from {@code start} to {@code end}. */
    boolean matches(long start, long end, byte[] expected) {
        return Arrays.equals(kept, (int) (start - base), (int) (end - base), expected, 0, expected.length);
    }

    byte[] bytes(long start, long end) {
        return Arrays.copyOfRange(kept, (int) (start - base), (int) (end - base));
    }

    private void makeRoom(int more) {
        if (to + more <= kept.length) {
            return;
        }
        int used = to - from;
        var next = used + more <= kept.length / 2 ? kept : new byte[Math.max(START, 2 * Math.addExact(used, more))];
        System.arraycopy(kept, from, next, 0, used);
        kept = next;
        base += from;
        from = 0;
        to = used;
    }
}
