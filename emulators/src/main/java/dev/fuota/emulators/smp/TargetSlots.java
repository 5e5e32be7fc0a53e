package dev.fuota.emulators.smp;

import dev.fuota.boot.mcuboot.McubootLoader;
import dev.fuota.boot.mcuboot.McubootMode;
import dev.fuota.boot.mcuboot.McubootOptions;
import dev.fuota.boot.mcuboot.McubootResult;
import dev.fuota.boot.mcuboot.McubootSlots;
import dev.fuota.boot.mcuboot.SwapType;
import dev.fuota.hal.flash.Flash;
import dev.fuota.hal.flash.Partition;
import dev.fuota.hal.sim.NorFlash;
import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.image.Image;
import dev.fuota.protocol.image.ImageSource;
import dev.fuota.protocol.image.ImageTrailer;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;

/**
 * The flash of a target: primary slot, secondary slot, scratch area, from its first sector on. Swap
 * using move needs a sector more in the primary slot.
 */
final class TargetSlots {
  private static final Bytes ERASED_MAGIC = Bytes.fromHex("ff".repeat(ImageTrailer.MAGIC.length()));

  private final NorFlash flash;
  private final Flash primary;
  private final Flash secondary;
  private final McubootLoader loader;
  private final TargetBuild build;

  TargetSlots(NorFlash flash, TargetBuild build) {
    this.flash = flash;
    this.build = build;
    int sectors = build.slotSectors();
    int first = sectors + (build.mode() == McubootMode.SWAP_MOVE ? 1 : 0);
    this.primary = new Partition(flash, 0, first);
    this.secondary = new Partition(flash, first, sectors);
    Flash scratch = new Partition(flash, first + sectors, 1);
    this.loader =
        new McubootLoader(
            new McubootSlots(primary, secondary, Optional.of(scratch)),
            McubootOptions.of(build.mode()),
            build.check());
  }

  NorFlash flash() {
    return flash;
  }

  Flash slot(int number) {
    return number == 0 ? primary : secondary;
  }

  McubootResult boot() {
    return loader.boot();
  }

  SwapType swapType() {
    return loader.swapType();
  }

  /** The image in a slot by its form alone. */
  Optional<Image> image(int number) {
    return Image.parse(source(number)).value();
  }

  /** Whether the bootloader would take the image in a slot. */
  boolean isValid(int number) {
    return image(number)
        .filter(
            image ->
                build
                    .check()
                    .verify(
                        source(number).prefix(image.totalLength()), slot(number).geometry().size())
                    .isAccepted())
        .isPresent();
  }

  private ImageSource source(int number) {
    Flash slot = slot(number);
    return new ImageSource() {
      @Override
      public int length() {
        return slot.geometry().size();
      }

      @Override
      public void read(int offset, byte[] into, int at, int length) {
        slot.read(offset, ByteBuffer.wrap(into, at, length));
      }
    };
  }

  void erase(int number) {
    Flash slot = slot(number);
    for (int sector = 0; sector < slot.geometry().sectorCount(); sector++) {
      slot.erase(sector);
    }
  }

  /**
   * Marks the image in the secondary slot (bootutil, boot_set_next). A magic that a power cut left
   * half cannot be written again: the slot is erased.
   *
   * @return false if it was so
   */
  boolean setPending(boolean permanent) {
    ImageTrailer trailer = trailer(1);
    byte[] magic = new byte[ImageTrailer.MAGIC.length()];
    slot(1).read(trailer.magicOffset(), ByteBuffer.wrap(magic));
    Bytes found = Bytes.of(magic);
    if (found.equals(ImageTrailer.MAGIC)) {
      return true;
    }
    if (!found.equals(ERASED_MAGIC)) {
      erase(1);
      return false;
    }
    write(1, permanent ? trailer.markReady() : trailer.markTest());
    return true;
  }

  /** Keeps the image in the primary slot (bootutil, boot_set_confirmed). */
  void setConfirmed() {
    if (swapType() == SwapType.REVERT) {
      write(0, trailer(0).confirm());
    }
  }

  private ImageTrailer trailer(int number) {
    return ImageTrailer.of(slot(number).geometry().size());
  }

  private void write(int number, List<ImageTrailer.Write> writes) {
    writes.forEach(write -> slot(number).program(write.offset(), write.octets().asBuffer()));
  }
}
