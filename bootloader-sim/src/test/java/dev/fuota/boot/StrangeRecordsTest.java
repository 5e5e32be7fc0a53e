package dev.fuota.boot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fuota.hal.nvm.JournalNvm;
import dev.fuota.protocol.codec.Bytes;
import java.util.SplittableRandom;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Records in the journal that this bootloader has not written. */
class StrangeRecordsTest {
  private static final int TRIES = 100;
  private static final int OCTETS_MAX = 24;
  private static final int STATE = 1;
  private static final int PLAN = 2;
  private static final int REFUSED = 4;
  private static final Bytes OLD = TestImages.good(TestImages.V1, 300);
  private static final Bytes NEW = TestImages.good(TestImages.V2, 350);

  @ParameterizedTest
  @EnumSource
  @DisplayName("Records of another make mean that nothing is in work")
  void recordsOfAnotherMake(Strategy strategy) {
    SplittableRandom random = new SplittableRandom(1);
    for (int i = 0; i < TRIES; i++) {
      Rig rig = Rig.with(Rig.SMALL, strategy, OLD);
      JournalNvm nvm = new JournalNvm(rig.partitions.journal());
      nvm.write(STATE, octets(random));
      // Not the security counter nor the slot that runs: made-up ones would rightly be believed.
      nvm.write(PLAN, octets(random));
      nvm.write(REFUSED, octets(random));
      assertThat(rig.boot()).isInstanceOf(BootResult.Started.class);
    }
  }

  private static byte[] octets(SplittableRandom random) {
    byte[] octets = new byte[random.nextInt(OCTETS_MAX)];
    random.nextBytes(octets);
    return octets;
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("A bootloader of another strategy does not go on with an update that it cannot read")
  void anotherStrategy(Strategy strategy) {
    for (Strategy before : Strategy.values()) {
      Rig rig = Rig.with(Rig.SMALL, before, OLD);
      rig.put(rig.download(BootSlot.PRIMARY), NEW);
      new ApplicationMarks(rig.download(BootSlot.PRIMARY)).markTest();
      rig.boot();
      BootResult result = new Bootloader(rig.partitions, rig.config.withStrategy(strategy)).boot();
      assertThat(result).as("%s after %s", strategy, before).isInstanceOf(BootResult.Started.class);
    }
  }
}
