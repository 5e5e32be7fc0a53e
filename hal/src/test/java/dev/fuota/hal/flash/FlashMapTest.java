package dev.fuota.hal.flash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fuota.hal.sim.FlashProfile;
import dev.fuota.hal.sim.NorFlash;
import dev.fuota.hal.sim.PowerSupply;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FlashMapTest {
  private static final int SECTOR = FlashProfile.STM32L4.geometry().sectorSize();

  @Test
  void partitionsLieOneBehindTheOther() {
    NorFlash flash = new NorFlash(FlashProfile.STM32L4, new PowerSupply(1));
    FlashMap map = FlashMap.of(flash, sizes(1, 2, 3, 4, 5, 6, 7));
    List<Partition> parts =
        List.of(
            map.bootloader(),
            map.primary(),
            map.download(),
            map.fragments(),
            map.agentNvm(),
            map.bootNvm(),
            map.scratch().orElseThrow());
    for (int i = 0; i < parts.size(); i++) {
      parts.get(i).program(0, ByteBuffer.wrap(new byte[] {(byte) i, 0, 0, 0, 0, 0, 0, 0}));
      parts.get(i).erase(parts.get(i).geometry().sectorCount() - 1);
    }
    assertThat(parts).extracting(part -> part.geometry().sectorCount()).isEqualTo(upTo(1, 7));
    assertThat(upTo(0, 27).stream().filter(sector -> flash.wear(sector) > 0))
        .containsExactly(0, 2, 5, 9, 14, 20, 27);
    for (int i = 1; i < parts.size(); i++) {
      ByteBuffer there = ByteBuffer.allocate(1);
      flash.read(i * (i + 1) / 2 * SECTOR, there);
      assertThat(there.get(0)).as("partition %d", i).isEqualTo((byte) i);
    }
  }

  private static List<Integer> upTo(int first, int last) {
    return IntStream.rangeClosed(first, last).boxed().toList();
  }

  private static FlashMap.Sizes sizes(int... sectors) {
    int[] octets = IntStream.of(sectors).map(count -> count * SECTOR).toArray();
    return new FlashMap.Sizes(
        octets[0], octets[1], octets[2], octets[3], octets[4], octets[5], octets[6]);
  }
}
