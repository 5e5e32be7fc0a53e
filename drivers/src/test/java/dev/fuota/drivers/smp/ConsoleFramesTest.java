package dev.fuota.drivers.smp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fuota.protocol.codec.Bytes;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The vectors were computed by the Python library smp 4.2.0 ({@code smp.packet.encode}): the name
 * says for which line length. 128 there means lines of 127 octets, of which 124 are base64.
 */
class ConsoleFramesTest {
  private static final Bytes RESET = Bytes.fromHex("0200000100000105a0");
  private static final String RESET_TEXT = "AAsCAAABAAABBaD+6A==";
  private static final Bytes UPLOAD =
      Bytes.fromHex(
          "020000d90001ff01a5636c656e1a00011170636f666600637368615820"
              + ascending(32)
              + "64646174615896"
              + ascending(150)
              + "65696d61676500");
  private static final List<String> UPLOAD_128 =
      List.of(
          "AOMCAADZAAH/AaVjbGVuGgABEXBjb2ZmAGNzaGFYIAABAgMEBQYHCAkKCwwNDg"
              + "8QERITFBUWFxgZGhscHR4fZGRhdGFYlgABAgMEBQYHCAkKCwwNDg8QERITFBUW",
          "FxgZGhscHR4fICEiIyQlJicoKSorLC0uLzAxMjM0NTY3ODk6Ozw9Pj9AQUJDRE"
              + "VGR0hJSktMTU5PUFFSU1RVVldYWVpbXF1eX2BhYmNkZWZnaGlqa2xtbm9wcXJz",
          "dHV2d3h5ent8fX5/gIGCg4SFhoeIiYqLjI2Oj5CRkpOUlWVpbWFnZQBxbA==");
  private static final List<String> UPLOAD_127 =
      List.of(
          "AOMCAADZAAH/AaVjbGVuGgABEXBjb2ZmAGNzaGFYIAABAgMEBQYHCAkKCwwNDg"
              + "8QERITFBUWFxgZGhscHR4fZGRhdGFYlgABAgMEBQYHCAkKCwwNDg8QERIT",
          "FBUWFxgZGhscHR4fICEiIyQlJicoKSorLC0uLzAxMjM0NTY3ODk6Ozw9Pj9AQU"
              + "JDREVGR0hJSktMTU5PUFFSU1RVVldYWVpbXF1eX2BhYmNkZWZnaGlqa2xt",
          "bm9wcXJzdHV2d3h5ent8fX5/gIGCg4SFhoeIiYqLjI2Oj5CRkpOUlWVpbWFnZQ" + "BxbA==");

  private final List<Bytes> messages = new ArrayList<>();
  private final List<String> lines = new ArrayList<>();
  private final ConsoleReader reader = new ConsoleReader(messages::add, lines::add);

  private static String ascending(int octets) {
    byte[] all = new byte[octets];
    IntStream.range(0, octets).forEach(i -> all[i] = (byte) i);
    return Bytes.of(all).toHex();
  }

  private void feed(String text) {
    byte[] octets = text.getBytes(StandardCharsets.ISO_8859_1);
    reader.feed(octets, octets.length);
  }

  private static String framed(List<String> base64, String end) {
    StringBuilder all = new StringBuilder();
    for (int i = 0; i < base64.size(); i++) {
      all.append(i == 0 ? "\u0006\t" : "\u0004\u0014").append(base64.get(i)).append(end);
    }
    return all.toString();
  }

  private static String encoded(Bytes message) {
    return new String(ConsoleFrames.encode(message), StandardCharsets.ISO_8859_1);
  }

  @Test
  void shortAndLongMessagesAreFramedAsByTheOtherLibrary() {
    assertThat(encoded(RESET)).isEqualTo(framed(List.of(RESET_TEXT), "\n"));
    assertThat(encoded(UPLOAD)).isEqualTo(framed(UPLOAD_128, "\n"));
  }

  @Test
  void theCrcIsThatOfTheCatalogue() {
    byte[] check = "123456789".getBytes(StandardCharsets.US_ASCII);
    assertThat(Crc16.of(check, check.length)).isEqualTo(0x31c3); // CRC-16/XMODEM, "check"
  }

  @Test
  void whereLinesAreCutDoesNotMatter() {
    feed(framed(UPLOAD_127, "\n"));
    feed(framed(UPLOAD_128, "\r\n"));
    assertThat(messages).containsExactly(UPLOAD, UPLOAD);
    assertThat(lines).isEmpty();
  }

  @Test
  void everyCutOfTheStreamGivesTheSame() {
    String stream = "I: hello\r\n" + framed(UPLOAD_128, "\n") + "done\n";
    for (int cut = 0; cut <= stream.length(); cut++) {
      messages.clear();
      lines.clear();
      feed(stream.substring(0, cut));
      feed(stream.substring(cut));
      assertThat(messages).containsExactly(UPLOAD);
      assertThat(lines).containsExactly("I: hello", "done");
    }
  }

  @Test
  void theLastLineNeedsNoEnd() {
    feed(framed(List.of(RESET_TEXT), ""));
    assertThat(messages).containsExactly(RESET);
  }

  @Test
  void textBetweenLinesAndInFrontOfAFrameIsText() {
    feed("*** Booting" + framed(UPLOAD_128.subList(0, 1), "\n") + "W: late log\r\n");
    feed("\u0004\u0014" + UPLOAD_128.get(1) + "\n\u0004\u0014" + UPLOAD_128.get(2));
    assertThat(messages).containsExactly(UPLOAD);
    assertThat(lines).containsExactly("*** Booting", "W: late log");
  }

  @ParameterizedTest(name = "octet {0} of the frame is disturbed")
  @ValueSource(ints = {2, 3, 4, 9, 15})
  void aDisturbedFrameIsDroppedAndTheNextOneRead(int at) {
    StringBuilder frame = new StringBuilder(framed(List.of(RESET_TEXT), "\n"));
    frame.setCharAt(at, frame.charAt(at) == 'B' ? 'C' : 'B');
    feed(frame.toString());
    assertThat(messages).isEmpty();
    feed(framed(List.of(RESET_TEXT), "\n"));
    assertThat(messages).containsExactly(RESET);
  }

  @Test
  void aNewFrameEndsAnUnfinishedOne() {
    feed(framed(UPLOAD_128.subList(0, 2), "\n") + framed(List.of(RESET_TEXT), "\n"));
    feed("\u0004\u0014" + UPLOAD_128.get(2) + "\n");
    assertThat(messages).containsExactly(RESET);
  }

  @Test
  void noiseAndLinesWithoutEndCostLittleAndDoNoHarm() {
    byte[] noise = new byte[1 << 20];
    new SplittableRandom(8).nextBytes(noise);
    reader.feed(noise, noise.length);
    feed("A".repeat(1 << 20));
    assertThat(lines).allMatch(line -> line.length() <= 160);
    feed("\u0006\t" + "A".repeat(100_000)); // a length of 0, then far too much
    feed("\n\u0006\t" + "////".repeat(100_000)); // announces more than any target sends
    messages.clear();
    feed("\n" + framed(List.of(RESET_TEXT), "\n"));
    assertThat(messages).containsExactly(RESET);
  }
}
