package dev.fuota.server.firmware;

/** Whether a device has room for a file and what becomes of it. */
final class Room {
  private Room() {}

  /**
   * Payload and result must fit the slot together, unless the bootloader writes straight over what
   * runs.
   *
   * @param result octets of the image that comes out
   */
  static boolean isThere(Abilities abilities, Made made, int result) {
    int file = made.file().length();
    return file <= abilities.slotSize()
        && result <= abilities.slotSize()
        && (isStraight(abilities.installer(), made.way()) || fitTogether(abilities, file, result));
  }

  private static boolean isStraight(Installer installer, Made.Way way) {
    return switch (way) {
      case WHOLE -> true;
      case COMPRESSED -> installer != Installer.TWO_SLOTS;
      case DELTA -> false;
      case PATCH -> installer == Installer.IN_PLACE;
    };
  }

  /** The payload goes to the upper end of the slot, from the start of a sector on. */
  private static boolean fitTogether(Abilities abilities, int payload, int result) {
    int sector = abilities.sectorSize();
    int top = abilities.slotSize() / sector * sector;
    int target = (top - payload) / sector * sector;
    return payload <= top && result <= target && sector <= target;
  }
}
