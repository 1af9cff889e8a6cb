package prescient.forecast.source;

import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;
import prescient.forecast.city.City;
import prescient.forecast.outside.OutsideClient;
import prescient.forecast.outside.OutsideClient.Service;
import prescient.forecast.outside.Quota;
import prescient.forecast.outside.SiteClient;
import prescient.forecast.outside.SourceMeters;
import prescient.forecast.source.Maximum.Silent;

/** Asks all providers at once what a city's coming days will be like. Safe for many threads. */
@Startup // so that its meters are there from the start
@ApplicationScoped
public class SourceDesk {

    private static final Logger LOG = Logger.getLogger(SourceDesk.class);

    /** Any key satisfies a simulator. */
    private static final String INVENTED_KEY = "simulated";

    private final Duration deadline;
    private final SourceMeters meters;
    private final List<Member> members;

    SourceDesk(SourceConfig config, OutsideClient outside, SourceMeters meters) {
        this.deadline = config.deadline();
        this.meters = meters;
        this.members = List.of(
                member(new OpenMeteoAdapter(), config.openMeteo(), outside),
                member(new VisualCrossingAdapter(), config.visualCrossing(), outside),
                member(new TomorrowAdapter(), config.tomorrow(), outside),
                member(new WeatherapiAdapter(), config.weatherapi(), outside),
                member(new GoogleWeatherAdapter(), config.googleWeather(), outside),
                member(new OpenweathermapAdapter(), config.openweathermap(), outside),
                member(new PirateweatherAdapter(), config.pirateweather(), outside),
                member(new WeatherGovAdapter(), config.weatherGov(), outside));
        members.forEach(member -> meters.expectValues(member.adapter().source().text(), Maximum.outcomes()));
    }

    /** A provider, where it is, and its key; empty when it has none. */
    private record Member(ProviderAdapter adapter, SourceConfig.Provider settings, SiteClient site, String key) {}

    private static Member member(ProviderAdapter adapter, SourceConfig.Provider settings, OutsideClient outside) {
        var source = adapter.source().text();
        var site = outside.site(new Service(
                source,
                settings.url(),
                "/weather/" + source,
                adapter.home(),
                settings.apart().orElse(adapter.apart()),
                quota(adapter.quota(), settings)));
        var otherwise = outside.isStoodIn(settings.url()) ? INVENTED_KEY : "";
        return new Member(adapter, settings, site, settings.key().orElse(otherwise));
    }

    private static Quota quota(Quota usual, SourceConfig.Provider settings) {
        return new Quota(
                settings.perHour().orElse(usual.perHour()),
                settings.perDay().orElse(usual.perDay()),
                settings.perMonth().orElse(usual.perMonth()));
    }

    /**
     * The maxima of today and tomorrow. Blocks until all have answered, at most as long as the deadline; an interrupt
     * ends it early, with those left out who had not answered.
     *
     * @param today of the city's zone
     * @return two lines for each provider
     */
    public SourceReport ask(City city, LocalDate today) {
        var days = List.of(today, today.plusDays(1));
        var tasks = members.stream()
                .<Callable<Map<LocalDate, Maximum>>>map(member -> () -> ask(member, city, days))
                .toList();
        var lines = new ArrayList<SourceReport.Line>();
        var answers = together(tasks);
        for (int i = 0; i < members.size(); i++) {
            var source = members.get(i).adapter().source();
            for (var entry : result(answers.get(i), days).entrySet()) {
                meters.value(source.text(), entry.getValue().outcome());
                lines.add(new SourceReport.Line(source, entry.getKey(), entry.getValue()));
            }
        }
        return new SourceReport(city.code(), lines);
    }

    private static Map<LocalDate, Maximum> ask(Member member, City city, List<LocalDate> days) {
        if (member.settings().disabled()) {
            return ProviderAdapter.all(days, new Silent(Absence.NOT_ASKED, "it is switched off"));
        }
        if (member.adapter().needsKey() && member.key().isBlank()) {
            return ProviderAdapter.all(days, new Silent(Absence.NOT_ASKED, "it needs a key and has none"));
        }
        try {
            return member.adapter().ask(new Question(city, days, member.key()), member.site());
        } catch (DateTimeException e) {
            return ProviderAdapter.all(
                    days, new Silent(Absence.REFUSED, "its answer has a time that is none: " + e.getMessage()));
        }
    }

    /** Starts all at once and gives up those that are not done in time, or all that are under way when interrupted. */
    private List<Future<Map<LocalDate, Maximum>>> together(List<Callable<Map<LocalDate, Maximum>>> tasks) {
        var answers = new ArrayList<Future<Map<LocalDate, Maximum>>>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            long end = System.nanoTime() + deadline.toNanos();
            tasks.forEach(task -> answers.add(threads.submit(task)));
            try {
                for (var answer : answers) {
                    waitFor(answer, end - System.nanoTime());
                }
            } catch (InterruptedException stopping) {
                Thread.currentThread().interrupt();
            }
            answers.forEach(answer -> answer.cancel(true));
        }
        return answers;
    }

    private static void waitFor(Future<Map<LocalDate, Maximum>> answer, long nanos) throws InterruptedException {
        try {
            answer.get(Math.max(0, nanos), TimeUnit.NANOSECONDS);
        } catch (ExecutionException | TimeoutException e) {
            LOG.debug("a provider has no result", e); // what there is of it is read when all are done
        }
    }

    private Map<LocalDate, Maximum> result(Future<Map<LocalDate, Maximum>> answer, List<LocalDate> days) {
        return switch (answer.state()) {
            case SUCCESS -> new TreeMap<>(answer.resultNow());
            case RUNNING, CANCELLED ->
                new TreeMap<>(
                        ProviderAdapter.all(days, new Silent(Absence.LATE, "it had not answered after " + deadline)));
            case FAILED -> throw new IllegalStateException("a provider's adapter is broken", answer.exceptionNow());
        };
    }
}
