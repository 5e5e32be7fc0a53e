package dev.fuota.tests.msu;

import dev.fuota.protocol.msu.Notification;
import dev.fuota.server.msu.FileContent;
import dev.fuota.server.msu.MsuFile;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32;

/** All that any server of a run ever had to send. */
final class Offers {
  private final List<Offer> all = new ArrayList<>();

  /**
   * A file.
   *
   * @param path below the client's root
   */
  @SuppressWarnings("ArrayRecordComponent") // compared by identity, if at all
  record Offer(String path, byte[] octets, long crc, MsuFile file) {}

  Offer add(String name, Optional<String> destination, byte[] octets) {
    CRC32 crc = new CRC32();
    crc.update(octets);
    MsuFile file =
        new MsuFile(
            FileContent.of(octets),
            name,
            destination,
            dev.fuota.protocol.msu.NotificationKind.UPGRADE);
    String folder = destination.map(path -> path + "/").orElse("");
    Offer offer = new Offer(folder + name, octets, crc.getValue(), file);
    all.add(offer);
    return offer;
  }

  boolean has(String path, byte[] content) {
    return all.stream()
        .anyMatch(offer -> offer.path().equals(path) && Arrays.equals(offer.octets(), content));
  }

  boolean hasContent(byte[] content) {
    return all.stream().anyMatch(offer -> Arrays.equals(offer.octets(), content));
  }

  Optional<byte[]> withCrc(Notification announced) {
    return all.stream()
        .filter(
            offer ->
                offer.crc() == announced.fileCrc()
                    && offer.octets().length == announced.geometry().fileSize())
        .map(Offer::octets)
        .findFirst();
  }
}
