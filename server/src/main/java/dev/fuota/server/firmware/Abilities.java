package dev.fuota.server.firmware;

import dev.fuota.protocol.expand.PackageKind;
import java.util.Set;

/**
 * What a device can do with an image.
 *
 * @param installer of its bootloader
 * @param slotSize octets that an image may have in its slot, without the trailer
 * @param sectorSize octets that its flash erases at once, 1 or more
 * @param expandRam octets of memory for expanding; 0: it expands nothing
 * @param packages the kinds of packages that it expands
 * @param lzma2 whether it expands images that MCUboot's tool compressed
 */
public record Abilities(
    Installer installer,
    int slotSize,
    int sectorSize,
    int expandRam,
    Set<PackageKind> packages,
    boolean lzma2) {
  public Abilities {
    packages = Set.copyOf(packages);
    if (slotSize < 1 || sectorSize < 1 || expandRam < 0) {
      throw new IllegalArgumentException(
          "slot of " + slotSize + ", sectors of " + sectorSize + ", memory of " + expandRam);
    }
  }

  /** A device that takes whole images only. */
  public static Abilities wholeImages(int slotSize) {
    return new Abilities(Installer.TWO_SLOTS, slotSize, 1, 0, Set.of(), false);
  }
}
