package dev.fuota.device;

import dev.fuota.boot.BootPartitions;
import dev.fuota.boot.BootResult;
import dev.fuota.boot.Bootloader;
import dev.fuota.device.flash.ScratchFlash;
import dev.fuota.device.install.InstallOrder;
import dev.fuota.hal.flash.Flash;
import dev.fuota.hal.flash.FlashMap;
import dev.fuota.hal.nvm.JournalNvm;
import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.image.Image;
import dev.fuota.protocol.image.ImageSource;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Optional;

/**
 * What is handed over to a target, and the record that it was begun.
 *
 * <p>What waits is found by letting the bootloader install it on a copy: it is checked there as it
 * will be later, and a delta is expanded. The record lies among those of the application, under the
 * highest key: format 1 | digest of the image 32. It is there from before the target is asked until
 * its answer is known.
 */
final class Handover {
  private static final int KEY = 254;
  private static final int FORMAT = 1;

  private final Flash flash;
  private final BootSetup setup;
  private final FlashMap map;

  Handover(Flash flash, BootSetup setup) {
    this.flash = flash;
    this.setup = setup;
    this.map = FlashMap.of(flash, setup.partitions());
  }

  /** The image that the next boot would install. */
  Optional<InstallOrder> waiting() {
    FlashMap copy = FlashMap.of(new ScratchFlash(flash), setup.partitions());
    BootResult result = new Bootloader(BootPartitions.of(copy), setup.bootConfig()).boot();
    if (!(result instanceof BootResult.Started started) || !started.installed()) {
      return Optional.empty();
    }
    return Image.parse(new Slot(copy.primary())).value().map(image -> order(image, copy.primary()));
  }

  private static InstallOrder order(Image image, Flash slot) {
    ByteBuffer octets = ByteBuffer.allocate(image.totalLength());
    slot.read(0, octets);
    return new InstallOrder(image.version(), Bytes.of(octets.array()), sha256(octets.array()));
  }

  /** Whether this was begun before, and its end is not known. */
  boolean wasBegun(InstallOrder order) {
    return nvm().read(KEY).map(Bytes::of).filter(record(order)::equals).isPresent();
  }

  void begin(InstallOrder order) {
    nvm().write(KEY, record(order).toArray());
  }

  void end() {
    nvm().delete(KEY);
  }

  /**
   * The waiting image will not be installed: it loses its mark, as if the bootloader refused it.
   */
  void drop() {
    Flash slot = map.download();
    slot.erase(slot.geometry().sectorCount() - 1);
  }

  private JournalNvm nvm() {
    return new JournalNvm(map.agentNvm());
  }

  private static Bytes record(InstallOrder order) {
    return Bytes.of(new byte[] {FORMAT}).concat(order.digest());
  }

  private static Bytes sha256(byte[] octets) {
    try {
      return Bytes.of(MessageDigest.getInstance("SHA-256").digest(octets));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java platform has SHA-256", e);
    }
  }

  private record Slot(Flash slot) implements ImageSource {
    @Override
    public int length() {
      return slot.geometry().size();
    }

    @Override
    public void read(int offset, byte[] into, int at, int length) {
      slot.read(offset, ByteBuffer.wrap(into, at, length));
    }
  }
}
