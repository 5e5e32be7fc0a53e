package dev.fuota.tests.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.msu.CodedTransfer;
import dev.fuota.protocol.msu.DataTransfer;
import dev.fuota.protocol.msu.Ipv4;
import dev.fuota.protocol.msu.MsuMessage;
import dev.fuota.protocol.msu.MsuType;
import dev.fuota.protocol.msu.Notification;
import dev.fuota.protocol.msu.SequenceComplaint;
import dev.fuota.tests.wire.Capture.Packet;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.CRC32;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What two captures hold, whatever our own codec thinks, and the page that is made from them. */
class WireDocumentTest {
  private static final Path DOCUMENT = Path.of("..").resolve("docs/msu-wire.md");
  private static final int FRAME = 16;
  private static final int FRAMES_OF_CHUNK = 32;

  private final List<Packet> plain = capture("plain.pcap");
  private final List<Packet> coded = capture("coded.pcap");

  private static List<Packet> capture(String name) {
    try {
      return Capture.read(Path.of(WireDocumentTest.class.getResource(name).toURI()));
    } catch (IOException | URISyntaxException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  @DisplayName("docs/msu-wire.md says what the captures say (-Dwire.write=true writes it)")
  void theDocumentIsUpToDate() throws IOException {
    String text =
        new WireDocument()
            .add(
                "A cycle as the specification has it",
                "A file of 1,100 octets in frames of 16: two chunks of 32 frames and one of 5. Device\n"
                    + "10.77.1.1 loses the fifth frame, device 10.77.1.2 the ninth. Both complain, and"
                    + " the server repeats the two.",
                plain)
            .add(
                "Our stream profile, with a coded repair",
                "A file of 700 octets: 44 frames. The same two frames are lost, and one coded frame"
                    + "\nrepairs both devices.",
                coded)
            .text();
    if (Boolean.getBoolean("wire.write")) {
      Files.writeString(DOCUMENT, text);
    }
    assertThat(DOCUMENT).content().isEqualTo(text);
  }

  @Test
  @DisplayName("The messages of a cycle come in the order of the specification")
  void theOrderOfACycle() {
    assertThat(kinds(plain))
        .contains(MsuType.STATUS_RES)
        .containsSubsequence(
            MsuType.WHO_IS,
            MsuType.I_AM,
            MsuType.CONNECT_REQ,
            MsuType.CONNECT_RES,
            MsuType.NOTIFY_UPGRADE,
            MsuType.DATA,
            MsuType.SCM,
            MsuType.SCM_COMPLETED,
            MsuType.TRANSFER_COMPLETED,
            MsuType.DISCONNECT_REQ,
            MsuType.DISCONNECT_RES);
    assertThat(kinds(coded))
        .contains(MsuType.POLL, MsuType.REPORT, MsuType.CODED)
        .doesNotContain(MsuType.SCM, MsuType.SCM_COMPLETED, MsuType.TRANSFER_COMPLETED);
  }

  private static Set<MsuType> kinds(List<Packet> packets) {
    Set<MsuType> kinds = new LinkedHashSet<>();
    packets.forEach(packet -> kinds.add(Wire.message(packet.payload()).type()));
    return kinds;
  }

  @Test
  @DisplayName("The frames of the first pass are the announced file: size, CRC-32, octets")
  void theFramesAreTheFile() {
    isTheFile(plain, 1100);
    isTheFile(coded, 700);
  }

  private static void isTheFile(List<Packet> packets, int size) {
    byte[] file = new byte[size];
    int octets = 0;
    for (Map.Entry<Integer, Bytes> frame : frames(packets).entrySet()) {
      frame.getValue().copyTo(0, file, frame.getKey() * FRAME, frame.getValue().length());
      octets += frame.getValue().length();
    }
    CRC32 crc = new CRC32();
    crc.update(file);
    Notification announced =
        packets.stream()
            .map(packet -> Wire.message(packet.payload()))
            .filter(Notification.class::isInstance)
            .map(Notification.class::cast)
            .findFirst()
            .orElseThrow();
    assertThat(octets).isEqualTo(size);
    assertThat(announced.geometry().fileSize()).isEqualTo(size);
    assertThat(announced.fileCrc() & 0xffff_ffffL).isEqualTo(crc.getValue());
    assertThat(file[300]).isEqualTo((byte) (300 * 7 % 251));
  }

  /** Frames of data by their place in the file, read without our codec. */
  private static Map<Integer, Bytes> frames(List<Packet> packets) {
    Map<Integer, Bytes> frames = new LinkedHashMap<>();
    for (Packet packet : packets) {
      Bytes octets = packet.payload();
      if (octets.at(0) == 0x14) {
        int chunk = octets.at(6) << 8 | octets.at(7);
        int length = octets.at(9) << 8 | octets.at(10);
        frames.put((chunk - 1) * FRAMES_OF_CHUNK + octets.at(8) - 1, octets.slice(12, length));
      }
    }
    return frames;
  }

  @Test
  @DisplayName("Each device complains of the frame that it lost, and both are sent twice (MSU-095)")
  void complaintsAndRepairs() {
    Map<Ipv4, String> missing = new LinkedHashMap<>();
    Map<Integer, Integer> sent = new LinkedHashMap<>();
    for (Packet packet : plain) {
      MsuMessage message = Wire.message(packet.payload());
      if (message instanceof SequenceComplaint complaint) {
        missing.put(packet.from(), Wire.frames(complaint.bitmap()));
      } else if (message instanceof DataTransfer data && data.chunk() == 1) {
        sent.merge(data.sequence(), 1, Integer::sum);
      }
    }
    assertThat(missing)
        .containsOnly(Map.entry(new Ipv4(0x0a4d_0101), "5"), Map.entry(new Ipv4(0x0a4d_0102), "9"));
    assertThat(sent).hasSize(FRAMES_OF_CHUNK).containsEntry(5, 2).containsEntry(9, 2);
    assertThat(sent.values()).filteredOn(times -> times > 1).hasSize(2);
  }

  @Test
  @DisplayName("The coded frame is the exclusive or of the two that were lost")
  void theCodedFrame() {
    CodedTransfer repair =
        coded.stream()
            .map(packet -> Wire.message(packet.payload()))
            .filter(CodedTransfer.class::isInstance)
            .map(CodedTransfer.class::cast)
            .findFirst()
            .orElseThrow();
    assertThat(Wire.frames(repair.mask())).isEqualTo("5, 9");
    Map<Integer, Bytes> frames = frames(coded);
    Bytes fifth = frames.getOrDefault(4, Bytes.EMPTY);
    Bytes ninth = frames.getOrDefault(8, Bytes.EMPTY);
    for (int i = 0; i < FRAME; i++) {
      assertThat(repair.data().at(i)).isEqualTo(fifth.at(i) ^ ninth.at(i));
    }
  }
}
