package prescient.cutover;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The table of {@code docs/adr/0012}. */
class OldSwitchesTest {

    private static OldSwitches of(String settings) {
        Map<String, String> values = settings == null
                ? Map.of()
                : Arrays.stream(settings.split(" "))
                        .map(pair -> pair.split("=", 2))
                        .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
        return OldSwitches.of(name -> Optional.ofNullable(values.get(name)));
    }

    @ParameterizedTest
    @CsvSource({
        ",",
        "DATABASE_FALLBACK_TO_JSON=true,",
        "USE_DATABASE_WRITE=false USE_DATABASE_READ=false DATABASE_FALLBACK_TO_JSON=true, file-only",
        "USE_DATABASE_WRITE=false USE_DATABASE_READ=false, file-only",
        "USE_DATABASE_WRITE=false DATABASE_FALLBACK_TO_JSON=false, file-only",
        "USE_DATABASE_WRITE=true, dual-write",
        "USE_DATABASE_WRITE=true USE_DATABASE_READ=false DATABASE_FALLBACK_TO_JSON=true, dual-write",
        "USE_DATABASE_WRITE=true USE_DATABASE_READ=true, database-read",
        "USE_DATABASE_WRITE=True USE_DATABASE_READ=1 DATABASE_FALLBACK_TO_JSON=yes, database-read",
        "USE_DATABASE_WRITE=true USE_DATABASE_READ=true DATABASE_FALLBACK_TO_JSON=false, database-only",
        "ENABLE_PG_WRITE=0 ENABLE_PG_READ=0, file-only",
        "ENABLE_PG_WRITE=1, dual-write",
        "ENABLE_PG_WRITE=y ENABLE_PG_READ=Y, database-read",
        "ENABLE_PG_WRITE=true ENABLE_PG_READ=false USE_DATABASE_WRITE=true USE_DATABASE_READ=false, dual-write",
        "ENABLE_PG_WRITE=1 ENABLE_PG_READ=1 USE_DATABASE_WRITE=1 USE_DATABASE_READ=1 DATABASE_FALLBACK_TO_JSON=0,"
                + " database-only",
    })
    void combinationsThatMakeSense(String settings, String mode) {
        assertThat(of(settings).mode().map(Mode::text)).isEqualTo(Optional.ofNullable(mode));
    }

    @ParameterizedTest
    @CsvSource({
        "USE_DATABASE_READ=true, from a database that nothing is written to",
        "USE_DATABASE_WRITE=false USE_DATABASE_READ=true, from a database that nothing is written to",
        "ENABLE_PG_READ=yes, from a database that nothing is written to",
        "ENABLE_PG_WRITE=true USE_DATABASE_WRITE=false, but ENABLE_PG_WRITE=true",
        "USE_DATABASE_WRITE=maybe, is neither true nor false",
    })
    void combinationsThatContradictThemselves(String settings, String why) {
        assertThatThrownBy(() -> of(settings))
                .isInstanceOf(ContradictorySwitches.class)
                .message()
                .containsPattern(why);
    }

    @Test
    void whatIsSetIsReported() {
        assertThat(of("USE_DATABASE_WRITE=true").seen()).isEqualTo(Map.of("USE_DATABASE_WRITE", "true"));
    }

    @ParameterizedTest
    @CsvSource({"integrity,stop", "integrityy,act"})
    void rulesThatCannotBeAreRefused(String rule, String action) {
        assertThatThrownBy(() -> Rules.check(Map.of(rule, action))).isInstanceOf(ContradictorySwitches.class);
    }
}
