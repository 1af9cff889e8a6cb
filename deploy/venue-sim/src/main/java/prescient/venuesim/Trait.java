package prescient.venuesim;

/** Which row of a {@link Noise} decides what. A number is never used twice for one owner, and never changes. */
final class Trait {

    static final long NEVER_TRADED = 1;
    static final long MALFORMED = 2;
    static final long FLAW_KIND = 3;
    static final long SIZE = 4;
    static final long END = 5;
    static final long START = 6;
    static final long SHAPE = 7;
    static final long VOID = 8;
    static final long WINNER = 9;
    static final long LEANING = 10;
    static final long LIQUIDITY = 11;
    static final long TURNOVER = 12;
    static final long TICK = 13;
    static final long SPREAD = 14;
    static final long LAST = 15;
    static final long ODDITY = 16;
    static final long RHYTHM = 17;
    static final long HASH = 18;
    static final long TOKEN = 19;
    static final long TOPIC = 20;
    static final long NAME = 21;
    static final long STEP = 22;
    static final long DEPTH = 23;
    /** The first of several: one per wave of the price path. */
    static final long WAVES = 100;

    private Trait() {}
}
