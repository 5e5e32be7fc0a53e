package dev.fuota.hal.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.fuota.hal.flash.Partition;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FlashOperationTest {
  private final PowerSupply power = new PowerSupply(1);
  private final NorFlash flash = new NorFlash(FlashProfile.STM32WL, power);
  private final Partition partition = new Partition(flash, 1, 3);

  private static byte[] read(NorFlash flash, int offset, int length) {
    byte[] octets = new byte[length];
    flash.read(offset, ByteBuffer.wrap(octets));
    return octets;
  }

  private void act() {
    partition.erase(1);
    partition.program(2048, ByteBuffer.wrap(new byte[] {0, 1, 2, 3, 4, 5, 6, 7}));
  }

  @Test
  void eachOperationIsToldBeforeItHappens() {
    List<String> told = new ArrayList<>();
    List<Byte> before = new ArrayList<>();
    flash.listen(
        operation -> {
          told.add(operation.toString());
          before.add(read(flash, 4097, 1)[0]);
          assertThat(power.operations()).isEqualTo(told.size() - 1);
        });
    act();
    assertThat(told).containsExactly("erase 0x1000+2048", "program 0x1000+8");
    assertThat(before).containsExactly((byte) 0xff, (byte) 0xff);
    assertThat(read(flash, 4097, 1)).containsExactly(1);
  }

  @Test
  void aForkTakenBeforeAnOperationCanBeBroughtThroughIt() {
    List<NorFlash> forks = new ArrayList<>();
    flash.listen(
        operation -> {
          NorFlash fork = flash.fork(new PowerSupply(2));
          operation.performOn(fork);
          forks.add(fork);
        });
    act();
    assertThat(forks).extracting(fork -> fork.wear(2)).containsExactly(1, 1);
    assertThat(read(forks.get(0), 4096, 8)).containsOnly(0xff);
    assertThat(read(forks.get(1), 4096, 8)).containsExactly(0, 1, 2, 3, 4, 5, 6, 7);
  }

  @Test
  void aCutOperationIsToldAndMisuseIsNot() {
    List<FlashOperation.Kind> told = new ArrayList<>();
    act();
    flash.listen(operation -> told.add(operation.kind()));
    assertThatIllegalStateException().isThrownBy(() -> flash.program(4096, ByteBuffer.allocate(8)));
    assertThat(told).isEmpty();
    power.cutAt(3, Tear.NOTHING);
    assertThatExceptionOfType(PowerLoss.class).isThrownBy(() -> flash.erase(0));
    assertThat(told).containsExactly(FlashOperation.Kind.ERASE);
  }
}
