package dev.fuota.boot;

import dev.fuota.hal.flash.Flash;
import dev.fuota.hal.flash.FlashMap;
import dev.fuota.hal.flash.Geometry;
import dev.fuota.hal.nvm.JournalNvm;
import dev.fuota.hal.sim.FlashProfile;
import dev.fuota.hal.sim.NorFlash;
import dev.fuota.hal.sim.PowerSupply;
import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.image.ImageTrailer;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;

/** The flash of one device and what its bootloader makes of it. */
final class TestDevice {
  /**
   * A shape of device.
   *
   * @param page octets of an erase unit
   * @param slotPages pages of each slot
   * @param nvmPages pages of the bootloader's journal
   */
  record Shape(int page, int granule, boolean ecc, int slotPages, int nvmPages) {
    FlashProfile profile() {
      int pages = 2 + 2 * slotPages + 2 + nvmPages;
      return new FlashProfile(
          toString(),
          new Geometry(page, pages, granule, 0xff),
          ecc,
          Duration.ofNanos(82_000),
          Duration.ofMillis(22));
    }

    FlashMap.Sizes sizes() {
      int slot = slotPages * page;
      return new FlashMap.Sizes(2 * page, slot, slot, page, page, nvmPages * page);
    }
  }

  /** The small world: 8 pages of 64 octets a slot, a journal that is full after a few pages. */
  static final Shape SMALL = new Shape(64, 8, true, 8, 6);

  /** As {@link #SMALL}, with room in the journal for reasons. */
  static final Shape TALKATIVE = new Shape(64, 8, true, 8, 16);

  final Shape shape;
  final PowerSupply power;
  final NorFlash flash;
  final FlashMap map;

  private TestDevice(Shape shape, PowerSupply power, NorFlash flash) {
    this.shape = shape;
    this.power = power;
    this.flash = flash;
    this.map = FlashMap.of(flash, shape.sizes());
  }

  /** A device from the factory: {@code image} in the primary slot, all else erased. */
  static TestDevice with(Shape shape, Bytes image) {
    PowerSupply power = new PowerSupply(1);
    TestDevice device = new TestDevice(shape, power, new NorFlash(shape.profile(), power));
    device.program(device.map.primary(), 0, image);
    return device;
  }

  /** The same device once more, on a supply with its own dice. */
  TestDevice fork(long seed) {
    PowerSupply supply = new PowerSupply(seed);
    return new TestDevice(shape, supply, flash.fork(supply));
  }

  /** Puts an image into the download slot and marks it ready, as the application does. */
  TestDevice stage(Bytes image) {
    put(image);
    ImageTrailer.of(map.download().geometry().size())
        .markReady()
        .forEach(write -> program(map.download(), write.offset(), write.octets()));
    return this;
  }

  /** Puts an image into the download slot without a mark. */
  void put(Bytes image) {
    for (int sector = 0; sector < shape.slotPages(); sector++) {
      map.download().erase(sector);
    }
    program(map.download(), 0, image);
  }

  /** Replaces the primary slot with a cable. */
  void reflash(Bytes image) {
    for (int sector = 0; sector < shape.slotPages(); sector++) {
      map.primary().erase(sector);
    }
    program(map.primary(), 0, image);
  }

  private void program(Flash slot, int offset, Bytes octets) {
    byte[] padded = Arrays.copyOf(octets.toArray(), slot.geometry().alignUp(octets.length()));
    Arrays.fill(padded, octets.length(), padded.length, (byte) 0xff);
    slot.program(offset, ByteBuffer.wrap(padded));
  }

  BootResult boot() {
    return boot(flash);
  }

  /** Boots on the same content, seen through a decorator of the flash. */
  BootResult boot(Flash seen) {
    FlashMap through = FlashMap.of(seen, shape.sizes());
    return new Bootloader(
            BootPartitions.of(through),
            BootConfig.of(Strategy.IN_PLACE, TestImages.KEYS)
                .forHardware(TestImages.CLASS_ID)
                .withVerification(Rig.MEMO))
        .boot();
  }

  long securityCounter() {
    return new BootJournal(new JournalNvm(map.bootNvm()), Strategy.IN_PLACE).securityCounter();
  }

  byte[] read(Flash slot) {
    byte[] octets = new byte[slot.geometry().size()];
    slot.read(0, ByteBuffer.wrap(octets));
    return octets;
  }

  /** Changes one bit of a slot, as time or radiation does. */
  void flip(Flash slot, int octet, int bit) {
    byte[] octets = read(slot);
    octets[octet] ^= (byte) (1 << bit);
    int sector = octet / shape.page();
    int at = sector * shape.page();
    slot.erase(sector);
    slot.program(at, ByteBuffer.wrap(octets, at, shape.page()));
  }
}
