package prescient.portfolio.books;

/**
 * What the legacy file has no place for: the portfolio's name and whether it trades.
 *
 * @param status active, paused or archived
 * @param strategyConfig a JSON object as text
 */
public record Settings(String name, String description, String strategyType, String status, String strategyConfig) {

    /** As the database's first migration makes portfolio 1. */
    static final Settings FIRST =
            new Settings("default", "The portfolio that is meant when none is named.", "most-likely", "active", "{}");

    /** The same with another status. */
    public Settings withStatus(String next) {
        return new Settings(name, description, strategyType, next, strategyConfig);
    }
}
