package dev.fuota.boot.mcuboot;

import dev.fuota.boot.mcuboot.McubootResult.Started;
import dev.fuota.hal.flash.Flash;
import dev.fuota.hal.flash.Geometry;
import dev.fuota.hal.flash.Partition;
import dev.fuota.hal.sim.FlashProfile;
import dev.fuota.hal.sim.NorFlash;
import dev.fuota.hal.sim.PowerLoss;
import dev.fuota.hal.sim.PowerSupply;
import dev.fuota.hal.sim.Tear;
import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.image.ImageBuilder;
import dev.fuota.protocol.image.ImageTrailer;
import dev.fuota.protocol.image.ImageVerifier;
import dev.fuota.protocol.image.ImageVersion;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * A device of the size that the recorded traces have: sectors of 1 KiB, granules of 8 octets, no
 * ECC, status records for 16 sectors, slots of 8 sectors (9 where the mode needs one more), two
 * images of three sectors each.
 */
final class LetterDevice {
  static final ImageVersion OLD_VERSION = new ImageVersion(1, 0, 0, 0);
  static final ImageVersion NEW_VERSION = new ImageVersion(2, 0, 0, 0);
  static final Bytes OLD = image(OLD_VERSION, 2500);
  static final Bytes NEW = image(NEW_VERSION, 2900);

  private static final int SECTOR = 1024;
  private static final int SECTORS = 20;
  private static final int MAX_SECTORS = 16;
  private static final FlashProfile PROFILE =
      new FlashProfile(
          "test", new Geometry(SECTOR, SECTORS, 8, 0xff), false, Duration.ZERO, Duration.ZERO);

  private final McubootMode mode;
  private final PowerSupply power;
  private final NorFlash flash;

  private LetterDevice(McubootMode mode, NorFlash flash, PowerSupply power) {
    this.mode = mode;
    this.flash = flash;
    this.power = power;
  }

  /** The old image runs, the new one lies where a download belongs, not marked. */
  static LetterDevice withDownload(McubootMode mode) {
    return holding(mode, OLD, NEW);
  }

  static LetterDevice holding(McubootMode mode, Bytes primary, Bytes secondary) {
    PowerSupply power = new PowerSupply(1);
    byte[] content = new byte[SECTOR * SECTORS];
    Arrays.fill(content, (byte) 0xff);
    System.arraycopy(primary.toArray(), 0, content, 0, primary.length());
    int download = primarySectors(mode) * SECTOR + (mode == McubootMode.SWAP_OFFSET ? SECTOR : 0);
    System.arraycopy(secondary.toArray(), 0, content, download, secondary.length());
    return new LetterDevice(mode, NorFlash.holding(PROFILE, content, power), power);
  }

  static Bytes image(ImageVersion version, int payload) {
    return builder(version, payload).sign();
  }

  static ImageBuilder builder(ImageVersion version, int payload) {
    byte[] octets = new byte[payload];
    new SplittableRandom(version.toU32()).nextBytes(octets);
    return ImageBuilder.of(Bytes.of(octets), version);
  }

  private static int primarySectors(McubootMode mode) {
    return mode == McubootMode.SWAP_MOVE ? 9 : 8;
  }

  private static int secondarySectors(McubootMode mode) {
    return mode == McubootMode.SWAP_OFFSET ? 9 : 8;
  }

  LetterDevice fork() {
    return fork(1);
  }

  /** With a supply of its own, which draws from {@code seed}. */
  LetterDevice fork(long seed) {
    PowerSupply supply = new PowerSupply(seed);
    return new LetterDevice(mode, flash.fork(supply), supply);
  }

  Flash primary() {
    return new Partition(flash, 0, primarySectors(mode));
  }

  Flash secondary() {
    return new Partition(flash, primarySectors(mode), secondarySectors(mode));
  }

  Flash scratch() {
    return new Partition(flash, primarySectors(mode) + secondarySectors(mode), 1);
  }

  /** The application asks for an exchange that is for good. */
  LetterDevice markPermanent() {
    return write(secondary(), ImageTrailer.of(secondary().geometry().size()).markReady());
  }

  /** The application asks for a trial. */
  LetterDevice markTest() {
    return write(secondary(), ImageTrailer.of(secondary().geometry().size()).markTest());
  }

  /** The application that runs from the primary slot is content with itself. */
  LetterDevice confirm() {
    return write(primary(), ImageTrailer.of(primary().geometry().size()).confirm());
  }

  static LetterDevice write(LetterDevice device, Flash slot, List<ImageTrailer.Write> writes) {
    writes.forEach(write -> slot.program(write.offset(), write.octets().asBuffer()));
    return device;
  }

  private LetterDevice write(Flash slot, List<ImageTrailer.Write> writes) {
    return write(this, slot, writes);
  }

  McubootOptions options() {
    return McubootOptions.of(mode).withMaxSectors(MAX_SECTORS);
  }

  McubootResult boot() {
    return boot(options());
  }

  McubootResult boot(McubootOptions options) {
    McubootSlots slots = new McubootSlots(primary(), secondary(), Optional.of(scratch()));
    return new McubootLoader(slots, options, ImageVerifier::integrity).boot();
  }

  /** Boots until the supply fails in operation {@code operation} (from 1), which leaves that. */
  LetterDevice bootCutAt(int operation, Tear left) {
    power.cutAt(power.operations() + operation, left);
    try {
      boot();
      throw new AssertionError("the boot has no operation " + operation);
    } catch (PowerLoss expected) {
      power.restore();
      return this;
    }
  }

  /** How many flash operations the next boot makes if nothing comes between. */
  int operationsOfNextBoot() {
    LetterDevice copy = fork();
    copy.boot();
    return (int) copy.power.operations();
  }

  /** What runs after the next boot. */
  ImageVersion bootedVersion() {
    return ((Started) boot()).version();
  }

  Bytes primaryContent(int octets) {
    return content(primary(), 0, octets);
  }

  static Bytes content(Flash slot, int offset, int octets) {
    byte[] content = new byte[octets];
    slot.read(offset, ByteBuffer.wrap(content));
    return Bytes.of(content);
  }
}
