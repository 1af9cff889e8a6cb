package prescient.bench.cutover;

/** Where the trades' writes go, and how PostgreSQL is meanwhile. */
enum DualWriteState {
    /** Files only, PostgreSQL as usual: what the others are compared with. */
    FILES("files only"),
    /** Dual-write, PostgreSQL as usual. */
    HEALTHY("healthy"),
    /** Dual-write, PostgreSQL standing still nine tenths of the time. */
    SLOW("slow"),
    /** Dual-write, PostgreSQL standing still. */
    HUNG("hung");

    private final String text;

    DualWriteState(String text) {
        this.text = text;
    }

    /** For people. */
    String text() {
        return text;
    }
}
