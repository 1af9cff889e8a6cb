package prescient.signal.backtest;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import prescient.signal.strategy.Screen;

/**
 * Which markets may be traded now. Looks at each row once, and knows how many markets there are without looking at
 * them. Allocates nothing once made. One thread.
 */
final class Standing {

    /** Rows that are marked at a time: few enough for a processor's nearest cache. */
    private static final int BLOCK = 1024;

    /** A market's last row passes the bounds and is wanted. */
    private static final int PASSES = 1;

    private static final int DECIDED = 2;
    /** Its event ends too soon or too late. */
    private static final int OUTSIDE = 4;

    private static final int HELD = 8;

    private final Recording recording;
    private final Bounds bounds;
    private final @Nullable Screen screen;
    /** Of each market: its last row, -1 before it has one. */
    private final int[] latest;
    /** Of each market: what is true of it. */
    private final byte[] states;
    /** Of each state: how many markets are in it. */
    private final int[] tally = new int[16];

    private final byte[] marks = new byte[BLOCK];
    /** No event begins or ends to be outside until then. */
    private long unchanged = Long.MIN_VALUE;

    /** @param screen null when every market that passes the bounds is wanted */
    Standing(Recording recording, Bounds bounds, @Nullable Screen screen) {
        this.recording = recording;
        this.bounds = bounds;
        this.screen = screen;
        this.latest = new int[recording.markets.size()];
        this.states = new byte[latest.length];
        Arrays.fill(latest, -1);
        tally[0] = latest.length;
    }

    /** Takes in rows, which follow those before them, and the time. */
    void see(int from, int to, long now) {
        for (int start = from; start < to; start += BLOCK) {
            int end = Math.min(to, start + BLOCK);
            wanted(start, end);
            bounds.mark(recording, start, end, marks);
            take(start, end);
        }
        if (now > unchanged) {
            days(now);
        }
    }

    private void wanted(int from, int to) {
        if (screen == null) {
            Arrays.fill(marks, 0, to - from, (byte) 1);
            return;
        }
        // Locals, since the compiler cannot know that writing an array leaves fields alone; so below.
        var one = screen;
        var yes = recording.yes;
        var no = recording.no;
        var wants = marks;
        for (int row = from; row < to; row++) {
            wants[row - from] = one.wants(yes[row], no[row]) ? (byte) 1 : 0;
        }
    }

    private void take(int from, int to) {
        var markets = recording.market;
        var last = latest;
        var known = states;
        var passed = marks;
        for (int row = from; row < to; row++) {
            int market = markets[row];
            last[market] = row;
            int state = known[market];
            if ((state & PASSES) != passed[row - from]) {
                move(market, state ^ PASSES);
            }
        }
    }

    private void days(long now) {
        long same = Long.MAX_VALUE;
        for (int market = 0; market < states.length; market++) {
            long end = recording.eventEnds[market];
            move(market, bounds.ends(end, now) ? states[market] & ~OUTSIDE : states[market] | OUTSIDE);
            same = Math.min(same, bounds.endsSame(end, now));
        }
        unchanged = same;
    }

    private void move(int market, int state) {
        tally[states[market]]--;
        tally[state]++;
        states[market] = (byte) state;
    }

    /** It is never traded again. */
    void decide(int market) {
        move(market, states[market] | DECIDED);
    }

    boolean isDecided(int market) {
        return (states[market] & DECIDED) != 0;
    }

    /** It is held, until it is decided. */
    void hold(int market) {
        move(market, states[market] | HELD);
    }

    boolean isHeld(int market) {
        return (states[market] & HELD) != 0;
    }

    /** How many markets may be traded. */
    int count() {
        return tally[PASSES] + tally[PASSES | HELD];
    }

    /** How many of these are not held. */
    int fresh() {
        return tally[PASSES];
    }

    /** Puts the markets that may be traded into {@code chosen}, in the order of the recording; answers how many. */
    int choose(int[] chosen) {
        int count = 0;
        for (int market = 0; market < states.length; market++) {
            // Written in any case: no branch on what is next to random.
            chosen[count] = market;
            count += (states[market] & ~HELD) == PASSES ? 1 : 0;
        }
        return count;
    }

    /** The last row of a market; it has one. */
    int latest(int market) {
        return latest[market];
    }
}
