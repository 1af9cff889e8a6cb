package prescient.transfer;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import prescient.problem.RequestProblem;

/** Comparisons that somebody asks for, what they found, and what of it is accepted. */
@ApplicationScoped
class VerifyDesk {

    private static final Duration LONGEST = Duration.ofDays(90);

    private final PairDesk pairs;
    private final JobDesk jobs;
    private final ParityDesk parity;
    private final ParityTable table;
    private final AcceptedTable accepted;
    private final InstantSource clock;

    VerifyDesk(
            PairDesk pairs,
            JobDesk jobs,
            ParityDesk parity,
            ParityTable table,
            AcceptedTable accepted,
            InstantSource clock) {
        this.pairs = pairs;
        this.jobs = jobs;
        this.parity = parity;
        this.table = table;
        this.accepted = accepted;
        this.clock = clock;
    }

    /** Starts a comparison; answers at once. */
    TransferJob start(String feature, @Nullable String from, @Nullable String zone) {
        var found = pairs.feature(feature);
        var folder = pairs.folder(from);
        var order = new RunningJob.Order(feature, TransferJob.VERIFY, folder, pairs.zone(folder, zone), false);
        var pair = pairs.of(found, folder, order.zone());
        return jobs.start(order, new JobDesk.Plan(job -> compare(job, pair)));
    }

    private void compare(RunningJob job, Pair pair) {
        job.progress.stage = "comparing";
        var feature = pair.feature();
        boolean live = pair.folder() == null;
        job.findings(
                live
                        ? parity.check(feature)
                        : parity.check(pair, !pairs.mode(feature.name()).trustsFile()));
    }

    /**
     * Where a feature stands.
     *
     * @param feature its name
     * @param states per collection {@code not-checked}, {@code checking}, {@code clean}, {@code different} or
     *     {@code error}
     * @param collections the last comparison of the live stores; empty when there was none
     * @param checks the last comparisons, the newest first
     */
    record Standing(String feature, Map<String, String> states, List<Findings> collections, List<CheckResult> checks) {}

    /**
     * One comparison in short.
     *
     * @param clean nothing differed
     * @param finishedAt when it ended
     * @param differing records that differ, are missing or extra
     */
    record CheckResult(boolean clean, Instant finishedAt, long differing) {}

    Standing standing(String feature) {
        var found = pairs.feature(feature);
        var last = parity.last(feature);
        var collections = last.isEmpty() ? List.<Findings>of() : last.getFirst();
        var states = new LinkedHashMap<String, String>();
        found.collections().forEach(collection -> states.put(collection.name(), "not-checked"));
        collections.forEach(findings -> states.put(findings.collection(), findings.state()));
        if (parity.isComparing(feature)) {
            states.replaceAll((collection, state) -> "checking");
        }
        return new Standing(
                feature,
                states,
                collections,
                last.stream().map(VerifyDesk::brief).toList());
    }

    private static CheckResult brief(List<Findings> findings) {
        return new CheckResult(
                findings.stream().allMatch(Findings::clean),
                findings.getLast().finishedAt(),
                findings.stream()
                        .mapToLong(found -> found.different() + found.missing() + found.extra())
                        .sum());
    }

    List<ParityTable.CurrentDifference> differences(String feature, List<String> after, int limit) {
        pairs.feature(feature);
        return table.differences(feature, after, limit);
    }

    List<Accepted> accepted(String feature) {
        pairs.feature(feature);
        return accepted.list(feature);
    }

    /** Accepts a difference until it expires. A repeat is the same acceptance. */
    Accepted accept(String feature, Accepted asked) {
        var found = pairs.feature(feature);
        if (found.collections().stream().noneMatch(known -> known.name().equals(asked.collection()))) {
            throw RequestProblem.NOT_FOUND.with(feature + " has no collection " + asked.collection());
        }
        var now = clock.instant();
        if (!asked.expiresAt().isAfter(now) || asked.expiresAt().isAfter(now.plus(LONGEST))) {
            throw TransferProblem.ACCEPTANCE_INVALID.with("it expires at " + asked.expiresAt());
        }
        return accepted.add(
                feature,
                new Accepted(
                        0,
                        asked.collection(),
                        asked.key(),
                        asked.field(),
                        asked.reason(),
                        asked.by(),
                        now,
                        asked.expiresAt()));
    }
}
