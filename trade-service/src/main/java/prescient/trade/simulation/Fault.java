package prescient.trade.simulation;

/** What goes wrong at real venues, to be provoked. */
enum Fault {
    /** The next order is answered as unknown, and handled all the same. */
    TIMEOUT_BUT_MATCHED,
    /** With the next order a fill of one contract appears that nobody asked for. */
    GHOST_FILL,
    /** The next settlement is followed by one with the other result. */
    REDETERMINED_RESULT,
    /** The next fill leaves out a sequence number. */
    DROPPED_SEQUENCE
}
