package dev.fuota.hal.sim;

import dev.fuota.hal.file.OwnerOnly;
import dev.fuota.hal.flash.FlashFault;
import dev.fuota.hal.flash.Geometry;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Set;

/**
 * A flash's content as a file: the octets from offset 0 to the end, nothing else, as a programmer
 * or an emulator takes it. Wear, defects, and which blank granules are used up are left out on
 * purpose: a second file beside it would speak of other content as soon as a programmer, {@code dd}
 * or an emulator has written the first.
 */
public final class FlashFile {
  private static final Set<StandardOpenOption> NEW_FILE =
      Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);

  private FlashFile() {}

  /**
   * A part that holds what the file holds.
   *
   * @throws IOException if the file cannot be read or is not exactly as long as the part
   */
  public static NorFlash load(Path file, FlashProfile profile, PowerSupply power)
      throws IOException {
    long length = Files.size(file);
    int size = profile.geometry().size();
    if (length != size) {
      throw new IOException(
          file + " has " + length + " octets, the flash of " + profile.name() + " has " + size);
    }
    return NorFlash.holding(profile, Files.readAllBytes(file), power);
  }

  /**
   * Writes what can be read; granules that cannot are written as erased. The file is replaced as a
   * whole or not at all, and when this returns it is on the disk. Only its owner can read it: a
   * device's flash holds keys.
   */
  public static void save(NorFlash flash, Path file) throws IOException {
    Path target = file.toAbsolutePath();
    Path partial = target.resolveSibling(target.getFileName() + ".part");
    try {
      Files.deleteIfExists(partial);
      write(partial, content(flash));
      Files.move(
          partial, target, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(partial);
    }
  }

  private static void write(Path file, byte[] content) throws IOException {
    try (FileChannel channel = FileChannel.open(file, NEW_FILE, OwnerOnly.attributes(file))) {
      ByteBuffer octets = ByteBuffer.wrap(content);
      while (octets.hasRemaining()) {
        channel.write(octets);
      }
      channel.force(true);
    }
  }

  private static byte[] content(NorFlash flash) {
    Geometry geometry = flash.geometry();
    byte[] content = new byte[geometry.size()];
    for (int sector = 0; sector < geometry.sectorCount(); sector++) {
      int at = geometry.sectorOffset(sector);
      try {
        flash.read(at, ByteBuffer.wrap(content, at, geometry.sectorSize(sector)));
      } catch (FlashFault somewhere) {
        readByGranule(flash, at, geometry.sectorSize(sector), content);
      }
    }
    return content;
  }

  private static void readByGranule(NorFlash flash, int offset, int length, byte[] content) {
    int granule = flash.geometry().programSize();
    for (int at = offset; at < offset + length; at += granule) {
      try {
        flash.read(at, ByteBuffer.wrap(content, at, granule));
      } catch (FlashFault unreadable) {
        Arrays.fill(content, at, at + granule, (byte) flash.geometry().erasedValue());
      }
    }
  }
}
