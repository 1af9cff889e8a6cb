package prescient.e2e;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.LongAdder;
import prescient.e2e.Api.Answer;

/**
 * Does what the gateway's answers ask for: a request that is answered with 502 or 503 is repeated once, with the same ids,
 * after the second that {@code Retry-After} names. Everything else that is no success is a failure. Safe for many
 * threads.
 */
final class PatientUser {

    private static final Set<Integer> REPEATED = Set.of(502, 503);

    private final LongAdder requests = new LongAdder();
    private final Map<String, LongAdder> repeated = new ConcurrentHashMap<>();
    private final List<String> failures = new CopyOnWriteArrayList<>();

    /** The answer, or the repeated one's; a failure is noted and returned too. */
    Answer ask(String what, Callable<Answer> request) throws Exception {
        requests.increment();
        var answer = request.call();
        if (REPEATED.contains(answer.status())) {
            repeated.computeIfAbsent(reason(what, answer), text -> new LongAdder())
                    .increment();
            Thread.sleep(1_000);
            answer = request.call();
        }
        if (answer.status() / 100 != 2) {
            failures.add(what + ": " + answer.status() + " " + answer.text());
        }
        return answer;
    }

    private static String reason(String what, Answer answer) throws IOException {
        var detail = answer.contentType().contains("json")
                ? answer.json().path("detail").asText()
                : answer.text();
        return what + ": " + answer.status() + " " + detail.replaceAll("[0-9]{4,}", "N");
    }

    long requests() {
        return requests.sum();
    }

    /** How many were repeated, by what was asked and answered. */
    Map<String, LongAdder> repeated() {
        return new TreeMap<>(repeated);
    }

    long repeats() {
        return repeated.values().stream().mapToLong(LongAdder::sum).sum();
    }

    List<String> failures() {
        return List.copyOf(failures);
    }

    /** Notes a failure that is no answer. */
    void failed(String what, Exception failure) {
        failures.add(what + ": " + failure);
    }
}
