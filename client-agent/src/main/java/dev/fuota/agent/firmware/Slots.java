package dev.fuota.agent.firmware;

import dev.fuota.agent.step.Block;
import dev.fuota.hal.flash.Flash;
import dev.fuota.hal.flash.FlashFault;
import dev.fuota.hal.flash.Geometry;
import dev.fuota.protocol.fec.FragmentStore;
import dev.fuota.protocol.image.Image;
import dev.fuota.protocol.image.ImageSource;
import dev.fuota.protocol.image.ImageTrailer;
import dev.fuota.protocol.image.ImageVersion;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The two image slots, as far as the application touches them: it reads the primary one, and fills
 * and marks the download one. The last sector of the download slot belongs to the trailer alone, so
 * that marking never disturbs an image.
 */
public final class Slots {
  private final Flash primary;
  private final Flash download;
  private final Geometry geometry;
  private final boolean trial;
  private final Inspector inspector;

  /**
   * The slots of a device.
   *
   * @param trial whether new images are installed on trial
   */
  public Slots(Flash primary, Flash download, boolean trial, Inspector inspector) {
    this.primary = primary;
    this.download = download;
    this.geometry = download.geometry();
    this.trial = trial;
    this.inspector = inspector;
  }

  /** Octets of the longest image that a download slot of this geometry takes. */
  public static int imageMax(Geometry geometry) {
    return geometry.size() - geometry.sectorSize();
  }

  /** Octets of the longest image that the download slot takes. */
  public int imageMax() {
    return imageMax(geometry);
  }

  /** Octets that {@link #write} writes at once. */
  public int pageSize() {
    return geometry.sectorSize();
  }

  /** The version in the primary slot: that of the code that runs. */
  public Optional<ImageVersion> running() {
    return Inspector.imageIn(new FlashSource(primary)).map(Image::version);
  }

  /** Whether the bootloader would look at the download slot. */
  public boolean isMarked() {
    try {
      return ImageTrailer.isPending(new FlashSource(download));
    } catch (FlashFault fault) {
      return false;
    }
  }

  /**
   * Writes one sector with its part of the block, and reads it back; behind the block's last sector
   * nothing is left of what was there before.
   *
   * @throws FlashFault if a fragment cannot be read or the sector does not hold what was written
   */
  public void write(int page, Block block, FragmentStore store) {
    byte[] octets = new byte[geometry.sectorSize()];
    int offset = page * octets.length;
    int count = block.read(offset, octets, store);
    int programmed = geometry.alignUp(count);
    Arrays.fill(octets, count, programmed, (byte) geometry.erasedValue());
    download.erase(page);
    download.program(offset, ByteBuffer.wrap(octets, 0, programmed));
    byte[] back = new byte[programmed];
    download.read(offset, ByteBuffer.wrap(back));
    if (!Arrays.equals(back, 0, programmed, octets, 0, programmed)) {
      throw new FlashFault("sector " + page + " does not hold what was written", offset);
    }
    if (offset + count == block.length()) {
      eraseFrom(page + 1);
    }
  }

  private void eraseFrom(int firstSector) {
    byte[] blank = new byte[geometry.sectorSize()];
    Arrays.fill(blank, (byte) geometry.erasedValue());
    byte[] octets = new byte[blank.length];
    for (int sector = firstSector; sector < geometry.sectorCount(); sector++) {
      if (!isRead(sector * octets.length, octets) || !Arrays.equals(octets, blank)) {
        download.erase(sector);
      }
    }
  }

  private boolean isRead(int offset, byte[] octets) {
    try {
      download.read(offset, ByteBuffer.wrap(octets));
      return true;
    } catch (FlashFault fault) {
      return false;
    }
  }

  /** The bootloader will not look at the download slot any more. */
  public void clearMark() {
    download.erase(trailerSector()); // blank or not: a cut may have left it undecided
  }

  /** From now on the bootloader installs the image in the download slot at any reset (TS006-12). */
  public void markReady() {
    ImageTrailer trailer = ImageTrailer.of(geometry.size());
    write(download, trial ? trailer.markTest() : trailer.markReady());
  }

  /** From now on the bootloader keeps the image in the primary slot. */
  public void confirm() {
    write(primary, ImageTrailer.of(primary.geometry().size()).confirm());
  }

  private static void write(Flash slot, List<ImageTrailer.Write> trailer) {
    // What reads blank since an earlier power cycle may not be.
    slot.erase(slot.geometry().sectorCount() - 1);
    for (ImageTrailer.Write write : trailer) {
      slot.program(write.offset(), write.octets().asBuffer());
    }
  }

  private int trailerSector() {
    return geometry.sectorCount() - 1;
  }

  /**
   * Signature, integrity and header of what the download slot holds (TR-06c); of a delta or a
   * compressed image also what it expands to, which takes an expansion without writing.
   */
  public Inspection inspect() {
    // The trailer's sector is erased before it is written: remains of a cut mark do not count.
    ImageSource slot = new FlashSource(download).prefix(imageMax(geometry));
    return inspector.inspect(slot, new FlashSource(primary));
  }
}
