package dev.fuota.junit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fuota.fleet.result.DeviceLine;
import dev.fuota.fleet.result.Fate;
import dev.fuota.fleet.result.Reached;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ComplaintTest {
  private static Device device(int number, Fate fate, String reason) {
    return new Device(
        new DeviceLine(
            number, "id" + number, 0, fate, reason, Reached.NOTHING, 0, 0, 0, 0, 0, 0, 0));
  }

  @Test
  void eachWayToFailIsOneLineTheMostFrequentFirst() {
    List<Device> failed = new ArrayList<>();
    failed.add(device(3, Fate.BRICKED, ""));
    for (int i = 10; i < 22; i++) {
      failed.add(device(i, Fate.INCOMPLETE, "misses 3 fragments"));
    }
    assertThat(Complaint.about("38 of 51 updated", failed, List.of("report: there")))
        .isEqualTo(
            """
            38 of 51 updated
              12 incomplete (misses 3 fragments): device 10, 11, 12, 13, 14, 15, 16, 17, 18, 19 and 2 more
              1 bricked: device 3
            report: there""");
  }

  @Test
  void aHundredReasonsAreNotAHundredLines() {
    List<Device> failed = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      failed.add(device(i, Fate.REFUSED, "reason " + i));
    }
    String text = Complaint.about("none", failed, List.of());
    assertThat(text.lines()).hasSize(14);
    assertThat(text).endsWith("and 88 other reasons");
  }
}
