package dev.fuota.boot.torture;

import dev.fuota.boot.torture.Layout.Range;
import dev.fuota.hal.flash.Geometry;
import dev.fuota.hal.sim.FlashProfile;
import java.util.Optional;

/** Finds a layout that is just large enough for an update. */
final class Fitting {
  private static final int JOURNAL_BANK_OCTETS = 2048;

  /** Records of a journal that has a page for each; its bank must hold the live ones and more. */
  private static final int JOURNAL_BANK_PAGES = 32;

  /** Of MCUboot's trailer, besides the status records: fields, magic and alignment. */
  private static final int TRAILER_EXTRA = 128;

  private Fitting() {}

  /**
   * A layout.
   *
   * @param status octets of status records in the trailer of a slot
   * @throws IllegalArgumentException if the part is too small
   */
  static Layout of(FlashProfile kind, int imageOctets, int status) {
    return kind.geometry().isUniform()
        ? uniform(kind, imageOctets, status)
        : uneven(kind, imageOctets, status);
  }

  /** Sectors of a slot: the image, the trailer, and one to move through. */
  private static int slot(int sectorSize, int imageOctets, int status) {
    return up(imageOctets, sectorSize) + up(status + TRAILER_EXTRA, sectorSize) + 1;
  }

  private static Layout uniform(FlashProfile kind, int imageOctets, int status) {
    int size = kind.geometry().sectorSize(0);
    int slot = slot(size, imageOctets, status);
    int bank = Math.max(JOURNAL_BANK_OCTETS, JOURNAL_BANK_PAGES * kind.page());
    int banks = 2 * up(bank, size);
    int total = 2 * slot + 1 + banks;
    return new Layout(
        withSectors(kind, total),
        new Range(0, slot),
        new Range(slot, slot),
        Optional.of(new Range(2 * slot, 1)),
        new Range(2 * slot + 1, banks));
  }

  /** The journal in the first sectors, all else in those of the last size. */
  private static Layout uneven(FlashProfile kind, int imageOctets, int status) {
    Geometry shape = kind.geometry();
    int last = shape.sectorCount() - 1;
    int size = shape.sectorSize(last);
    int first = last;
    while (first > 0 && shape.sectorSize(first - 1) == size) {
      first--;
    }
    int slot = slot(size, imageOctets, status);
    if (first < 2 || first + 2 * slot > last) {
      throw new IllegalArgumentException(
          kind.name() + " has no room for two images of " + imageOctets + " octets");
    }
    return new Layout(
        kind,
        new Range(first, slot),
        new Range(first + slot, slot),
        Optional.of(new Range(first + 2 * slot, 1)),
        new Range(0, 2));
  }

  private static int up(int octets, int size) {
    return (octets + size - 1) / size;
  }

  private static FlashProfile withSectors(FlashProfile kind, int count) {
    Geometry shape = kind.geometry();
    return new FlashProfile(
        kind.name(),
        new Geometry(shape.sectorSize(0), count, shape.programSize(), shape.erasedValue()),
        kind.ecc(),
        kind.partRule(),
        kind.strict(),
        kind.times(),
        kind.endurance(),
        kind.page(),
        kind.source());
  }
}
