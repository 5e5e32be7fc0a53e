package dev.fuota.hal.nvm;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ValuesTest {
  private static final int KEYS = 255;

  @Test
  void theyAreWhatWasPutLastInTheOrderOfTheKeys() {
    Random random = new Random(1);
    Map<Integer, String> expected = new TreeMap<>();
    Values values = Values.NONE;
    for (int i = 0; i < 2000; i++) {
      int key = random.nextInt(KEYS);
      if (random.nextInt(3) == 0) {
        values = values.without(key);
        expected.remove(key);
      } else {
        byte[] value = new byte[random.nextInt(4) == 0 ? Nvm.VALUE_MAX : random.nextInt(5)];
        random.nextBytes(value);
        values = values.with(key, value);
        expected.put(key, hex(value));
      }
      assertThat(values.get(key).map(ValuesTest::hex).orElse("none"))
          .isEqualTo(expected.getOrDefault(key, "none"));
    }
    List<String> shown = new ArrayList<>();
    for (JournalRecord record : values.records(3)) {
      assertThat(record.generation()).isEqualTo(3);
      shown.add(record.key() + "=" + hex(record.value()));
    }
    assertThat(shown)
        .containsExactlyElementsOf(expected.entrySet().stream().map(Object::toString).toList());
  }

  @Test
  void theOnesFromBeforeStayAsTheyWere() {
    Values before = Values.NONE.with(1, new byte[] {7}).with(2, new byte[] {8});
    before.with(1, new byte[] {9, 9}).without(2);
    assertThat(before.get(1)).contains(new byte[] {7});
    assertThat(before.get(2)).contains(new byte[] {8});
  }

  private static String hex(byte[] octets) {
    return HexFormat.of().formatHex(octets);
  }
}
