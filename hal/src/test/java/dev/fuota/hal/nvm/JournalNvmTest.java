package dev.fuota.hal.nvm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.fuota.hal.flash.Flash;
import dev.fuota.hal.flash.FlashFault;
import dev.fuota.hal.flash.Geometry;
import dev.fuota.hal.sim.FlashProfile;
import dev.fuota.hal.sim.NorFlash;
import dev.fuota.hal.sim.PowerSupply;
import java.nio.ByteBuffer;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JournalNvmTest {
  private final PowerSupply power = new PowerSupply(1);
  private final NorFlash flash = flash(2);
  private final JournalNvm nvm = new JournalNvm(flash);

  private NorFlash flash(int sectors) {
    Geometry geometry = new Geometry(256, sectors, 8, 0xff);
    return new NorFlash(
        new FlashProfile("small", geometry, true, Duration.ZERO, Duration.ZERO), power);
  }

  private static byte[] octets(int... values) {
    byte[] octets = new byte[values.length];
    for (int i = 0; i < values.length; i++) {
      octets[i] = (byte) values[i];
    }
    return octets;
  }

  @Test
  void aNewPartitionIsEmptyAndReadingItChangesNothing() {
    assertThat(nvm.read(0)).isEmpty();
    assertThat(power.operations()).isZero();
  }

  @Test
  void valuesSurviveAReset() {
    nvm.write(0, octets(1, 2, 3));
    nvm.write(254, octets());
    nvm.write(0, octets(4));
    JournalNvm again = new JournalNvm(flash);
    assertThat(again.read(0)).contains(octets(4));
    assertThat(again.read(254)).contains(octets());
    assertThat(again.read(1)).isEmpty();
  }

  @Test
  void aDeletedValueIsGoneForGood() {
    nvm.write(7, octets(1));
    nvm.write(8, octets(2));
    nvm.delete(7);
    assertThat(nvm.read(7)).isEmpty();
    JournalNvm again = new JournalNvm(flash);
    assertThat(again.read(7)).isEmpty();
    for (int i = 0; i < 100; i++) {
      again.write(9, octets(i));
    }
    assertThat(new JournalNvm(flash).read(7)).isEmpty();
    assertThat(new JournalNvm(flash).read(8)).contains(octets(2));
  }

  @Test
  void writingWhatIsThereAndDeletingWhatIsNotCostsNothing() {
    nvm.write(7, octets(1));
    long before = power.operations();
    nvm.write(7, octets(1));
    nvm.delete(8);
    new JournalNvm(flash).write(7, octets(1));
    assertThat(power.operations()).isEqualTo(before);
  }

  @Test
  void callersMayReuseTheirArrays() {
    byte[] mine = octets(1);
    nvm.write(7, mine);
    mine[0] = 2;
    nvm.read(7).orElseThrow()[0] = 3;
    assertThat(nvm.read(7)).contains(octets(1));
  }

  @ParameterizedTest(name = "{0} sectors")
  @ValueSource(ints = {2, 3, 4, 7})
  void thousandsOfWritesWearBothBanksAlike(int sectors) {
    NorFlash part = flash(sectors);
    JournalNvm journal = new JournalNvm(part);
    journal.write(1, octets(42));
    for (int i = 0; i < 10_000; i++) {
      journal.write(2, octets(i, i >> 8, 0xff, 0xff));
    }
    int half = sectors / 2;
    // A record takes 16 octets; three of them, the live values and the commit, open a bank.
    int writesOfABank = half * 256 / 16 - 2;
    for (int sector = 0; sector < 2 * half; sector++) {
      assertThat(part.wear(sector)).isBetween(5_000 / writesOfABank, 5_000 / writesOfABank + 1);
    }
    assertThat(new JournalNvm(part).read(1)).contains(octets(42));
    assertThat(new JournalNvm(part).read(2)).contains(octets(9999, 9999 >> 8, 0xff, 0xff));
  }

  @Test
  void aFullJournalRefusesAndKeepsWhatItHas() {
    nvm.write(1, new byte[100]);
    nvm.write(2, new byte[100]);
    long before = power.operations();
    assertThatIllegalStateException()
        .isThrownBy(() -> nvm.write(3, new byte[100]))
        .withMessageContaining("full");
    assertThat(power.operations()).isEqualTo(before);
    nvm.delete(1);
    nvm.write(3, new byte[100]);
    assertThat(new JournalNvm(flash).read(3)).contains(new byte[100]);
  }

  @Test
  void keysAndLengthsOutOfRangeAreRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> nvm.read(-1));
    assertThatIllegalArgumentException().isThrownBy(() -> nvm.write(255, octets(1)));
    assertThatIllegalArgumentException().isThrownBy(() -> nvm.delete(255));
    assertThatIllegalArgumentException().isThrownBy(() -> nvm.write(1, new byte[513]));
    assertThatIllegalArgumentException().isThrownBy(() -> new JournalNvm(flash(1)));
  }

  /** A part whose sectors from {@code firstBad} on fail to program, and say so or not. */
  private record Worn(Flash whole, int firstBad, boolean reported) implements Flash {
    @Override
    public Geometry geometry() {
      return whole.geometry();
    }

    @Override
    public void read(int offset, ByteBuffer into) {
      whole.read(offset, into);
    }

    @Override
    public void program(int offset, ByteBuffer from) {
      boolean bad = geometry().sectorOf(offset) >= firstBad;
      if (bad && reported) {
        throw new FlashFault("worn", offset);
      }
      byte[] octets = new byte[from.remaining()];
      from.get(octets);
      octets[octets.length - 1] ^= (byte) (bad ? 1 : 0);
      whole.program(offset, ByteBuffer.wrap(octets));
    }

    @Override
    public void erase(int index) {
      whole.erase(index);
    }
  }

  @ParameterizedTest(name = "reported: {0}")
  @ValueSource(booleans = {true, false})
  void aBankThatTakesNothingMoreIsLeftForTheOther(boolean reported) {
    nvm.write(1, octets(1)); // goes to the second bank
    JournalNvm worn = new JournalNvm(new Worn(flash, 1, reported));
    worn.write(1, octets(2));
    assertThat(worn.read(1)).contains(octets(2));
    assertThat(new JournalNvm(flash).read(1)).contains(octets(2));
  }

  @ParameterizedTest(name = "reported: {0}")
  @ValueSource(booleans = {true, false})
  void whereNothingCanBeWrittenTheOldValuesStand(boolean reported) {
    nvm.write(1, octets(1));
    JournalNvm worn = new JournalNvm(new Worn(flash, 0, reported));
    assertThatExceptionOfType(FlashFault.class).isThrownBy(() -> worn.write(1, octets(2)));
    assertThatExceptionOfType(FlashFault.class).isThrownBy(() -> worn.delete(1));
    assertThat(worn.read(1)).contains(octets(1));
    assertThat(new JournalNvm(flash).read(1)).contains(octets(1));
  }
}
