package dev.fuota.hal.sim;

import static dev.fuota.hal.sim.Parts.pattern;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fuota.hal.flash.FlashFault;
import dev.fuota.hal.flash.Geometry;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Flash that shares what is programmed is the same flash. */
class SharedFlashTest {
  private static final List<Tear> TEARS = List.of(Tear.values());
  private static final int SECTORS = 3;
  private static final int OPERATIONS = 1500;

  static Collection<FlashProfile> parts() {
    return FlashProfile.ALL.stream().filter(part -> part.geometry().sectorSize(0) <= 4096).toList();
  }

  /** One part with its supply; does what it is told and says what came of it. */
  private static final class Bench {
    PowerSupply power = new PowerSupply(7);
    NorFlash flash;

    Bench(FlashProfile profile) {
      flash = new NorFlash(profile, power);
    }

    String program(int at, byte[] octets) {
      return outcome(() -> flash.program(at, ByteBuffer.wrap(octets)));
    }

    String erase(int sector) {
      return outcome(() -> flash.erase(sector));
    }

    String read(int at, int length) {
      ByteBuffer into = ByteBuffer.allocate(length);
      return outcome(() -> flash.read(at, into)) + Arrays.toString(into.array());
    }

    String surelyReads(int at, byte[] expected) {
      return String.valueOf(flash.surelyReads(at, ByteBuffer.wrap(expected)));
    }

    String fork() {
      flash = flash.fork(power);
      return "";
    }

    private String outcome(Runnable operation) {
      try {
        operation.run();
        return "done";
      } catch (PowerLoss loss) {
        power.restore();
        return String.valueOf(loss.getMessage());
      } catch (FlashFault | IllegalStateException refused) {
        return String.valueOf(refused.getMessage());
      }
    }
  }

  @ParameterizedTest
  @MethodSource("parts")
  void itDoesWhatThePartDoesThatSharesNothing(FlashProfile profile) {
    FlashProfile part = profile.asPart();
    Bench plain = new Bench(part);
    Bench shared = new Bench(part);
    shared.flash.share(new SharedPages());
    Geometry geometry = part.geometry();
    Random random = new Random(profile.name().hashCode());
    for (int i = 0; i < OPERATIONS; i++) {
      int at = random.nextInt(SECTORS * geometry.sectorSize(0) / geometry.programSize());
      int granules = 1 + random.nextInt(random.nextBoolean() ? 2 : 60);
      int start = at * geometry.programSize();
      int length =
          Math.min(granules * geometry.programSize(), SECTORS * geometry.sectorSize(0) - start);
      byte[] octets = Arrays.copyOf(pattern(300 + random.nextInt(4)), length);
      int kind = random.nextInt(20);
      if (random.nextInt(40) == 0) {
        Tear tear = TEARS.get(random.nextInt(TEARS.size()));
        plain.power.cutAt(plain.power.operations() + 1, tear);
        shared.power.cutAt(shared.power.operations() + 1, tear);
      }
      String first = step(plain, kind, start, octets);
      assertThat(step(shared, kind, start, octets)).as("step %d", i).isEqualTo(first);
    }
    int all = SECTORS * geometry.sectorSize(0);
    assertThat(shared.read(0, all)).isEqualTo(plain.read(0, all));
    assertThat(shared.flash.busyTime()).isEqualTo(plain.flash.busyTime());
    assertThat(shared.flash.maxWear()).isEqualTo(plain.flash.maxWear());
  }

  /** The octets in which the cells of the fragment log differ from device to device. */
  @ParameterizedTest
  @MethodSource("parts")
  void partsThatShareKeepWhatIsTheirOwn(FlashProfile part) {
    SharedPages pages = new SharedPages();
    Bench one = new Bench(part);
    Bench other = new Bench(part);
    one.flash.share(pages);
    other.flash.share(pages);
    int granule = part.geometry().programSize();
    int cell = (240 + granule - 1) / granule * granule;
    for (int i = 0; i < 5; i++) {
      one.program(i * cell, cell(cell, i, 0x11));
      other.program(i * cell, cell(cell, i, 0x22));
    }
    for (int i = 0; i < 5; i++) {
      assertThat(one.read(i * cell, cell)).isEqualTo("done" + shown(cell(cell, i, 0x11)));
      assertThat(other.read(i * cell, cell)).isEqualTo("done" + shown(cell(cell, i, 0x22)));
      assertThat(other.read(i * cell + 10, 5))
          .isEqualTo("done" + shown(Arrays.copyOfRange(cell(cell, i, 0x22), 10, 15)));
    }
  }

  @ParameterizedTest
  @MethodSource("parts")
  void partsThatShareAreAlikeOnlyInWhatWasDoneToBoth(FlashProfile part) {
    SharedPages pages = new SharedPages();
    int granule = part.geometry().programSize();
    for (int i = 0; i < SECTORS; i++) {
      Bench bench = new Bench(part);
      bench.flash.share(pages);
      bench.erase(i);
      byte[] octets = pattern(granule);
      bench.program((i + 1) * granule, octets);
      assertThat(bench.read((i + 1) * granule, granule)).isEqualTo("done" + shown(octets));
      assertThat(bench.flash.wear(i)).isEqualTo(1);
      assertThat(bench.flash.wear((i + 1) % SECTORS)).isZero();
    }
  }

  @Test
  void layoutsAndWearAreEqualIfTheySayTheSame() {
    Layout layout = new Layout().withOwn(16, 8);
    assertThat(layout)
        .isEqualTo(new Layout().withOwn(16, 8))
        .hasSameHashCodeAs(new Layout().withOwn(16, 8));
    assertThat(layout).isNotEqualTo(new Layout().withOwn(24, 8));
    assertThat(layout).isNotEqualTo(new Layout().withOwn(16, 16));
    Wear wear = Wear.NONE.with(3, 1);
    assertThat(wear).isEqualTo(Wear.NONE.with(3, 1)).isNotEqualTo(Wear.NONE.with(4, 1));
    assertThat(wear).hasSameHashCodeAs(Wear.NONE.with(3, 2).with(3, 1));
  }

  private static String shown(byte[] octets) {
    return Arrays.toString(octets);
  }

  private static byte[] cell(int length, int number, int own) {
    byte[] octets = Arrays.copyOf(pattern(300 + number), length);
    Arrays.fill(octets, 8, 12, (byte) own);
    return octets;
  }

  private static String step(Bench bench, int kind, int start, byte[] octets) {
    int sector = bench.flash.geometry().sectorOf(start);
    return switch (kind) {
      case 0, 1 -> bench.erase(sector);
      case 2, 3, 4 -> bench.read(start, octets.length);
      case 5, 6 -> bench.surelyReads(start, octets);
      case 7 -> bench.fork();
      default -> bench.program(start, octets);
    };
  }
}
