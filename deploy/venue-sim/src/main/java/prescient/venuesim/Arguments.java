package prescient.venuesim;

import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Iterator;
import java.util.List;

/** The command line, read into a configuration. */
final class Arguments {

    static final String USAGE = """
            Usage: VenueSimMain [options]
              --host ADDRESS   address to listen on (default 127.0.0.1)
              --port N         port there (default 8010, 0 = a free one)
              --seed S         seed of catalogue, prices and faults (default 1)
              --events N       generated events (default 2000)
              --markets N      generated markets (default 10000)
              --no-malformed   generate no broken markets
              --tape DIR       replay the recorded Gamma JSON in DIR instead of generating
              --at INSTANT     simulated time at the start, e.g. 2025-10-15T16:10:00Z (default now)
              --epoch INSTANT  instant the end dates are counted from (default start of that day)
              --speed X        simulated seconds per second (default 1)
            """;
    private static final int DEFAULT_PORT = 8010;

    private VenueSimConfig config;
    private int events = 2_000;
    private int markets = 10_000;
    private boolean malformed = true;
    private boolean taped;

    private Arguments(InstantSource clock) {
        config = VenueSimConfig.generated(clock).withPort(DEFAULT_PORT);
    }

    /** Throws IllegalArgumentException with a message for the user when an option is wrong. */
    static VenueSimConfig parse(List<String> arguments, InstantSource clock) {
        var parsed = new Arguments(clock);
        var rest = arguments.iterator();
        while (rest.hasNext()) {
            parsed.take(rest.next(), rest);
        }
        return parsed.taped
                ? parsed.config
                : parsed.config.withSource(new VenueSource.Generated(parsed.events, parsed.markets, parsed.malformed));
    }

    private void take(String option, Iterator<String> rest) {
        if (option.equals("--no-malformed")) {
            malformed = false;
            return;
        }
        if (!USAGE.contains("  " + option + " ") || !option.startsWith("--")) {
            throw new IllegalArgumentException("unknown option " + option);
        }
        if (!rest.hasNext()) {
            throw new IllegalArgumentException(option + " needs a value");
        }
        var value = rest.next();
        try {
            set(option, value);
        } catch (NumberFormatException | DateTimeException e) {
            throw new IllegalArgumentException(option + " cannot be '" + value + "'", e);
        }
    }

    private void set(String option, String value) {
        switch (option) {
            case "--host" -> config = config.withHost(value);
            case "--port" -> config = config.withPort(Integer.parseInt(value));
            case "--seed" -> config = config.withSeed(Long.parseLong(value));
            case "--events" -> events = Integer.parseInt(value);
            case "--markets" -> markets = Integer.parseInt(value);
            case "--at" -> config = config.withAt(Instant.parse(value));
            case "--epoch" -> config = config.withEpoch(Instant.parse(value));
            case "--speed" -> config = config.withSpeed(Double.parseDouble(value));
            case "--tape" -> {
                config = config.withSource(new VenueSource.Tape(Path.of(value)));
                taped = true;
            }
            default -> throw new IllegalArgumentException("unknown option " + option);
        }
    }
}
