package dev.fuota.boot;

import dev.fuota.hal.flash.Flash;
import dev.fuota.hal.flash.Geometry;
import dev.fuota.hal.flash.Partition;
import dev.fuota.hal.nvm.JournalNvm;
import dev.fuota.hal.sim.FlashProfile;
import dev.fuota.hal.sim.NorFlash;
import dev.fuota.hal.sim.PowerSupply;
import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.image.ImagePolicy;
import dev.fuota.protocol.image.ImageSource;
import dev.fuota.protocol.image.ImageVerifier;
import dev.fuota.protocol.image.Verdict;
import dev.fuota.protocol.image.Verification;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** A device of any strategy on a small flash of its own. */
final class Rig {
  /**
   * The flash of a rig: two slots alike, a scratch of the largest sector, a journal.
   *
   * @param slot the sizes of a slot's sectors
   */
  record Shape(String name, List<Integer> slot, int granule, int erased, boolean ecc) {
    private static final int JOURNAL = 1024;

    static Shape equal(int sector, int count, int granule, int erased, boolean ecc) {
      return new Shape(
          count + " x " + sector + ", granule " + granule + (erased == 0 ? ", erased 0" : ""),
          Collections.nCopies(count, sector),
          granule,
          erased,
          ecc);
    }

    private int journalSectors() {
      return Math.max(2, JOURNAL / slot.get(0));
    }

    FlashProfile profile() {
      List<Integer> sectors = new ArrayList<>(slot);
      sectors.addAll(slot);
      sectors.add(Collections.max(slot));
      sectors.addAll(Collections.nCopies(journalSectors(), slot.get(0)));
      boolean equal = sectors.stream().distinct().count() == 1;
      Geometry geometry =
          equal
              ? new Geometry(slot.get(0), sectors.size(), granule, erased)
              : Geometry.uneven(sectors, granule, erased);
      return new FlashProfile(name, geometry, ecc, Duration.ofNanos(1), Duration.ofNanos(1));
    }

    BootPartitions partitions(Flash flash) {
      int slots = 2 * slot.size();
      return new BootPartitions(
          new Partition(flash, 0, slot.size()),
          new Partition(flash, slot.size(), slot.size()),
          Optional.of(new Partition(flash, slots, 1)),
          new Partition(flash, slots + 1, journalSectors()));
    }

    @Override
    public String toString() {
      return name;
    }
  }

  /** The world of the exhaustive tests. */
  static final Shape SMALL = Shape.equal(128, 7, 8, 0xff, true);

  /** Checks the same octets only once; a signature costs more than a whole boot. */
  private static final class Memo implements Verification {
    private record Question(Bytes octets, ImagePolicy policy) {}

    private final Map<Question, Verdict> answers = new HashMap<>();

    @Override
    public Verdict verify(ImageSource source, ImagePolicy policy) {
      byte[] octets = new byte[source.length()];
      source.read(0, octets, 0, octets.length);
      return answers.computeIfAbsent(
          new Question(Bytes.of(octets), policy), q -> ImageVerifier.verify(source, policy));
    }
  }

  static final int TRIAL_BOOTS = 2;

  /** Shared by all devices of the tests. */
  static final Verification MEMO = new Memo();

  final Shape shape;
  final BootConfig config;
  final PowerSupply power;
  final NorFlash flash;
  final BootPartitions partitions;

  private Rig(Shape shape, BootConfig config, PowerSupply power, NorFlash flash) {
    this.shape = shape;
    this.config = config;
    this.power = power;
    this.flash = flash;
    this.partitions = shape.partitions(flash);
  }

  /** A device from the factory with {@code image}; it has booted once. */
  static Rig with(Shape shape, Strategy strategy, Bytes image) {
    return with(shape, strategy, image, UnaryOperator.identity());
  }

  static Rig with(
      Shape shape, Strategy strategy, Bytes image, UnaryOperator<BootConfig> configured) {
    PowerSupply power = new PowerSupply(1);
    BootConfig config =
        BootConfig.of(strategy, TestImages.KEYS)
            .forHardware(TestImages.CLASS_ID)
            .withTrialBoots(TRIAL_BOOTS)
            .withVerification(MEMO);
    Rig rig = new Rig(shape, configured.apply(config), power, new NorFlash(shape.profile(), power));
    rig.program(rig.partitions.primary(), image);
    rig.boot();
    return rig;
  }

  Rig fork(long seed) {
    PowerSupply supply = new PowerSupply(seed);
    return new Rig(shape, config, supply, flash.fork(supply));
  }

  BootResult boot() {
    return boot(flash);
  }

  /** Boots on the same content, seen through a decorator of the flash. */
  BootResult boot(Flash seen) {
    return new Bootloader(shape.partitions(seen), config).boot();
  }

  /** The slot where the application that runs from {@code running} puts a download. */
  Flash download(BootSlot running) {
    return new Layout(partitions, config.strategy()).waiting(running);
  }

  void put(Flash slot, Bytes image) {
    for (int sector = 0; sector < slot.geometry().sectorCount() - 1; sector++) {
      slot.erase(sector);
    }
    program(slot, image);
  }

  private void program(Flash slot, Bytes octets) {
    byte[] padded = Arrays.copyOf(octets.toArray(), slot.geometry().alignUp(octets.length()));
    Arrays.fill(padded, octets.length(), padded.length, (byte) slot.geometry().erasedValue());
    slot.program(0, ByteBuffer.wrap(padded));
  }

  static byte[] read(Flash slot, int length) {
    byte[] octets = new byte[length];
    slot.read(0, ByteBuffer.wrap(octets));
    return octets;
  }

  /** Changes one bit, as time or radiation does. */
  void flip(Flash slot, int octet) {
    Geometry geometry = slot.geometry();
    byte[] octets = read(slot, geometry.size());
    octets[octet] ^= 1;
    int sector = geometry.sectorOf(octet);
    int at = geometry.sectorOffset(sector);
    slot.erase(sector);
    slot.program(at, ByteBuffer.wrap(octets, at, geometry.sectorSize(sector)));
  }

  BootJournal journal() {
    return new BootJournal(new JournalNvm(partitions.journal()), config.strategy());
  }
}
