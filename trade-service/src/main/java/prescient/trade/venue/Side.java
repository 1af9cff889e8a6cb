package prescient.trade.venue;

/** What a contract pays on. Only buying exists: who holds YES gets out by buying NO, and the pair pays 1 dollar. */
public enum Side {
    YES,
    NO;

    public Side opposite() {
        return switch (this) {
            case YES -> NO;
            case NO -> YES;
        };
    }
}
