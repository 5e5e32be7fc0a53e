package dev.fuota.cli.boot;

import dev.fuota.boot.ApplicationMarks;
import dev.fuota.boot.ApplicationView;
import dev.fuota.boot.BootSlot;
import dev.fuota.boot.Strategy;
import dev.fuota.cli.console.InputProblem;
import dev.fuota.hal.flash.Flash;
import dev.fuota.hal.flash.FlashMap;
import dev.fuota.hal.flash.Geometry;
import dev.fuota.protocol.codec.Bytes;
import java.nio.ByteBuffer;
import java.util.Arrays;

/** What an application does with a file that it has downloaded. */
final class UpdateSlot {
  private UpdateSlot() {}

  /**
   * Puts {@code image} where an update waits while the primary slot runs, and marks it for a trial.
   *
   * @throws InputProblem if it does not fit below the sector of the trailer
   */
  static void put(Bytes image, FlashMap map, Strategy strategy) {
    Flash slot = ApplicationView.of(map, strategy, BootSlot.PRIMARY).download();
    Geometry geometry = slot.geometry();
    int room = geometry.sectorOffset(geometry.sectorCount() - 1);
    if (image.length() > room) {
      throw new InputProblem(
          "UPDATE_TOO_LARGE",
          "the file after --update has "
              + image.length()
              + " octets, the slot takes "
              + room
              + "; is it the right file?");
    }
    for (int sector = 0; sector < geometry.sectorCount(); sector++) {
      slot.erase(sector);
    }
    byte[] octets = new byte[geometry.alignUp(image.length())];
    Arrays.fill(octets, (byte) geometry.erasedValue());
    image.copyTo(0, octets, 0, image.length());
    slot.program(0, ByteBuffer.wrap(octets));
    new ApplicationMarks(slot).markTest();
  }
}
