package prescient.forecast.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LastPlacesTest {

    @Test
    void knowsOfEveryKeyWhereItStandsLast() {
        // Given
        var random = new Random(7);
        var places = new LastPlaces();
        var expected = new HashMap<String, Integer>();

        // When
        for (int place = 0; place < 50_000; place++) {
            var key = "2026-03-07|ny|" + random.nextInt(20_000);
            places.put(key, place, place * 31);
            expected.put(key, place);
        }

        // Then
        expected.forEach((key, place) -> {
            assertThat(places.place(key)).isEqualTo(place);
            assertThat(places.content(key)).isEqualTo(place * 31);
        });
    }

    @Test
    void knowsWhatItWasNeverTold() {
        // Given
        var places = new LastPlaces();
        places.put("known", 3, 5);

        // When, Then
        assertThat(places.putNew("known", 4)).isFalse();
        assertThat(places.place("known")).isEqualTo(3);
        assertThat(places.content("known")).isEqualTo(5);
        assertThatThrownBy(() -> places.place("new")).isInstanceOf(IllegalStateException.class);
        assertThat(places.putNew("new", 4)).isTrue();
        assertThat(places.place("new")).isEqualTo(4);
    }
}
