package prescient.auth;

/**
 * The roles that routes are opened for. A trader may do what a viewer may, an operator what a trader may; a service has
 * its own role only.
 */
public final class Roles {

    /** Reads everything. */
    public static final String VIEWER = "viewer";

    /** Reads, and trades: cycles, signals, executions, closes. */
    public static final String TRADER = "trader";

    /** Does what a trader does, and moves money, settings, strategies and the cut-over. */
    public static final String OPERATOR = "operator";

    /** Another service of the suite, on its own behalf. */
    public static final String SERVICE = "service";

    private Roles() {}
}
