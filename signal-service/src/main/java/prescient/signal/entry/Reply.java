package prescient.signal.entry;

/** What trade-service says to a request for a trade. */
sealed interface Reply {

    /** The trade is on record there, and it is not known yet whether it gets a contract. */
    record Taken() implements Reply {}

    /** The trade got contracts. */
    record Accepted() implements Reply {}

    /** It got none and will not; asking again under another id may bring another answer. */
    record Denied(String code, String detail) implements Reply {}

    /** Nobody knows; the same request again brings the answer. */
    record Unknown(String detail) implements Reply {}
}
