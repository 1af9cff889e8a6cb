package prescient.signal.backtest;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import prescient.signal.strategy.Screen;

/**
 * Which markets may be traded now. Looks at each row once, and knows how many markets there are without looking at
 * them. Allocates nothing once made. One thread.
 */
final class Standing {

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

    /** How many events are near enough, of {@link Recording#byEnd}. */
    private int opened;

    /** How many are too near. */
    private int closed;

    /** @param screen null when every market that passes the bounds is wanted */
    Standing(Recording recording, Bounds bounds, @Nullable Screen screen) {
        this.recording = recording;
        this.bounds = bounds;
        this.screen = screen;
        this.latest = new int[recording.markets.size()];
        this.states = new byte[latest.length];
        Arrays.fill(latest, -1);
        tally[0] = latest.length;
        for (int market : recording.byEnd) {
            move(market, OUTSIDE);
        }
    }

    /** Takes in rows, which follow those before them, and the time. */
    void see(int from, int to, long now) {
        for (int row = from; row < to; row++) {
            int market = recording.market[row];
            latest[market] = row;
            boolean passes = (screen == null || screen.wants(recording.yes[row], recording.no[row]))
                    && bounds.pass(recording, row);
            if (passes != ((states[market] & PASSES) != 0)) {
                move(market, states[market] ^ PASSES);
            }
        }
        var byEnd = recording.byEnd;
        while (opened < byEnd.length && bounds.opens(recording.eventEnds[byEnd[opened]]) < now) {
            days(byEnd[opened++], now);
        }
        while (closed < byEnd.length && bounds.closes(recording.eventEnds[byEnd[closed]]) < now) {
            days(byEnd[closed++], now);
        }
    }

    private void days(int market, long now) {
        boolean inside = bounds.ends(recording.eventEnds[market], now);
        move(market, inside ? states[market] & ~OUTSIDE : states[market] | OUTSIDE);
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

    /** Of each market: its last row, -1 before it has one; not to be changed. */
    int[] latest() {
        return latest;
    }
}
