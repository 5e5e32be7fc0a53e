package dev.fuota.boot.mcuboot;

/**
 * What is exchanged at once through the scratch area.
 *
 * @param offset in both slots
 * @param octets whole sectors
 * @param copied fewer than {@code octets} if the region holds the trailer, which stays
 */
record ScratchRegion(int offset, int octets, int copied) {
  boolean holdsTrailer() {
    return copied != octets;
  }
}
