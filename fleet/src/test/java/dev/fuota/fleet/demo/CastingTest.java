package dev.fuota.fleet.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CastingTest {

  @ParameterizedTest(name = "{0} devices: {1} cut in the download, {2} in the copy, {3} wrong")
  @CsvSource({
    "1, 0, 0, 0",
    "2, 0, 1, 0",
    "3, 1, 1, 0",
    "4, 1, 1, 1",
    "5, 1, 1, 1",
    "6, 2, 2, 1",
    "7, 2, 2, 1",
    "8, 3, 3, 1",
    "100, 3, 3, 1",
    "1000, 3, 3, 1"
  })
  void smallFleetsHaveFewerSpecialDevices(int devices, int download, int copy, int wrong) {
    List<Role> roles = Casting.draw(devices, new SplittableRandom(1));
    assertThat(roles).hasSize(devices);
    assertThat(Collections.frequency(roles, Role.CUT_IN_DOWNLOAD)).isEqualTo(download);
    assertThat(Collections.frequency(roles, Role.CUT_IN_COPY)).isEqualTo(copy);
    assertThat(Collections.frequency(roles, Role.WRONG_HARDWARE)).isEqualTo(wrong);
    assertThat(roles).contains(Role.ORDINARY);
  }

  @Test
  void whoIsSpecialIsDrawnByLot() {
    assertThat(Casting.draw(100, new SplittableRandom(1)))
        .isEqualTo(Casting.draw(100, new SplittableRandom(1)))
        .isNotEqualTo(Casting.draw(100, new SplittableRandom(2)));
  }
}
