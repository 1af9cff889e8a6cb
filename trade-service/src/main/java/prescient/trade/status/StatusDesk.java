package prescient.trade.status;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import prescient.trade.incident.IncidentDesk;
import prescient.trade.incident.Level;
import prescient.trade.status.HealthClient.Answer;
import prescient.trade.status.SuiteStatus.Component;
import prescient.trade.status.SuiteStatus.HealthSummary;
import prescient.trade.stop.StopDesk;

/** Puts the status together from the five services' health checks and this service's tables, within two seconds. */
@ApplicationScoped
public class StatusDesk {

    private static final Duration SQL = Duration.ofMillis(1000);
    private static final int WORRYING_ATTEMPTS = 5;

    private final HealthClient services;
    private final StatusStore store;
    private final IncidentDesk incidents;
    private final StopDesk stops;
    private final InstantSource clock;

    StatusDesk(HealthClient services, StatusStore store, IncidentDesk incidents, StopDesk stops, InstantSource clock) {
        this.services = services;
        this.store = store;
        this.incidents = incidents;
        this.stops = stops;
        this.clock = clock;
    }

    Uni<SuiteStatus> status() {
        var trading = store.read().ifNoItem().after(SQL).fail().onFailure().recoverWithItem(() -> Trading.UNKNOWN);
        return Uni.combine().all().unis(services.askAll(), trading).with(this::status);
    }

    /**
     * The status in short.
     *
     * @param systemHealth {@code healthy}, {@code degraded} or {@code down}
     * @param components each service: {@code online}, {@code degraded} or {@code offline}
     * @param databases the database of each service: {@code up}, or why not
     * @param failureLevel of all that repeated evidence says fails
     */
    public record Brief(
            String systemHealth, Map<String, String> components, Map<String, String> databases, Level failureLevel) {}

    /** How the suite is, for those who want to know when it changes; within two seconds. */
    public Uni<Brief> brief() {
        return status().map(status -> {
            var components = new LinkedHashMap<String, String>();
            status.components().forEach((name, component) -> components.put(name, component.status()));
            return new Brief(status.systemHealth(), components, status.databases(), status.failureLevel());
        });
    }

    private SuiteStatus status(Map<String, Answer> answers, Trading trading) {
        var components = new LinkedHashMap<String, Component>();
        answers.forEach((name, answer) -> components.put(name, answer.component()));
        var cutover = CutoverView.of(answers.values());
        int online = (int) components.values().stream()
                .filter(component -> component.status().equals("online"))
                .count();
        int total = components.size();
        var failures = incidents.report();
        return new SuiteStatus(
                clock.instant(),
                online == total ? "healthy" : online > 0 ? "degraded" : "down",
                components,
                new HealthSummary(online, total, Math.round(1000.0 * online / total) / 10.0),
                cutover.modes(),
                cutover.states(),
                databases(components),
                feeds(components),
                trading.lastCycle(),
                cutover.lastBackup(),
                stops.holds(),
                alerts(components, trading, cutover),
                failures.level(),
                failures.conditions(),
                failures.open());
    }

    private static Map<String, String> databases(Map<String, Component> components) {
        var databases = new LinkedHashMap<String, String>();
        components.forEach((name, component) -> {
            var database = component.database();
            databases.put(
                    name, database == null ? "unknown" : database.path("state").asText("unknown"));
        });
        return databases;
    }

    private static Map<String, JsonNode> feeds(Map<String, Component> components) {
        var feeds = new TreeMap<String, JsonNode>();
        var ingest = components.get("market_ingest_service");
        if (ingest != null) {
            dataOf(ingest, "feeds").properties().forEach(entry -> feeds.put(entry.getKey(), entry.getValue()));
        }
        return feeds;
    }

    private static JsonNode dataOf(Component component, String check) {
        var found = component.checks().get(check);
        return found == null ? MissingNode.getInstance() : found.path("data");
    }

    private List<String> alerts(Map<String, Component> components, Trading trading, CutoverView cutover) {
        var alerts = new ArrayList<String>();
        stops.why().ifPresent(why -> alerts.add("trading is stopped, " + why));
        components.forEach((name, component) -> {
            if (!component.status().equals("online")) {
                alerts.add(name + " is " + component.status());
            }
        });
        if (trading.attempts() >= WORRYING_ATTEMPTS) {
            alerts.add(trading.undelivered() + " outbox messages wait, one failed " + trading.attempts() + " times");
        }
        if (trading.pending() > 0) {
            alerts.add(trading.pending() + " orders are pending");
        }
        var last = trading.lastCycle();
        if (last != null && last.status().equals("failed")) {
            alerts.add("the last trading cycle failed: " + last.cycleId());
        }
        var trouble = store.trouble();
        if (trouble != null) {
            alerts.add("the legacy files of trades cannot be used: " + trouble);
        }
        alerts.addAll(new CheckView(components).alerts());
        alerts.addAll(cutover.alerts());
        return alerts;
    }
}
