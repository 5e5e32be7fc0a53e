package dev.fuota.server.chirpstack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fuota.protocol.codec.Bytes;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The envelope, as ChirpStack v4.19 was seen to write it. */
class GrpcWebTest {
  private static final String TRAILERS = "80" + "0000000f" + "677270632d7374617475733a300d0a";

  private static Reply body(String hex) {
    return GrpcWeb.reply(200, Optional.empty(), Optional.empty(), Bytes.fromHex(hex));
  }

  @Test
  void wrapsTheRequest() {
    assertThat(GrpcWeb.request(Bytes.fromHex("0801")).toHex()).isEqualTo("00000000020801");
  }

  @Test
  void unwrapsTheAnswerOfTheSecondFrameOfAGroup() {
    assertThat(body("0000000002" + "0801" + TRAILERS))
        .isEqualTo(new Reply.Answer(Bytes.fromHex("0801")));
  }

  @Test
  void takesAnEmptyMessageForAnAnswer() {
    assertThat(body("0000000000" + TRAILERS)).isEqualTo(new Reply.Answer(Bytes.EMPTY));
  }

  @Test
  void findsTheErrorInTheHeadersOfAResponseWithoutBody() {
    Reply reply =
        GrpcWeb.reply(
            200,
            Optional.of("5"),
            Optional.of("Object%20does%20not%20exist%20(id:%20ffffffffffffffff)"),
            Bytes.EMPTY);

    assertThat(reply)
        .isEqualTo(new Reply.Refused(5, "Object does not exist (id: ffffffffffffffff)"));
  }

  @Test
  void findsTheErrorInTheTrailersToo() {
    assertThat(body("80" + "00000010" + "677270632d7374617475733a31360d0a"))
        .isEqualTo(new Reply.Refused(16, ""));
  }

  @ParameterizedTest(name = "HTTP {0}")
  @CsvSource({"500", "502", "503", "504", "429", "408"})
  void takesTheErrorsOfAProxyForAbsence(int status) {
    assertThat(GrpcWeb.reply(status, Optional.empty(), Optional.empty(), Bytes.EMPTY))
        .isEqualTo(new Reply.Away("HTTP " + status));
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource({
    "nothing at all, ''",
    "a web page, 3c68746d6c3e3c2f68746d6c3e",
    "cut in the head, 000000",
    "cut in the message, 000000000508",
    "a length of 4 GiB, 00ffffffff00",
    "no trailers, 00000000020801",
    "two messages, 000000000000000000008000000000f",
    "compressed, 0100000000",
    "trailers without a status, 8000000000",
    "a status that is no number, 800000000f677270632d7374617475733a780d0a20",
    "a status of 99, 8000000010677270632d7374617475733a39390d0a"
  })
  void anythingElseIsGarbage(String what, String hex) {
    String even = hex.length() % 2 == 0 ? hex : hex + "0";

    assertThat(body(even)).as(what).isInstanceOf(Reply.Garbage.class);
  }

  @Test
  void keepsLittleOfAnEndlessMessageAndNoLineBreaks() {
    String endless = "a%0ab".repeat(10_000);

    Reply reply = GrpcWeb.reply(200, Optional.of("3"), Optional.of(endless), Bytes.EMPTY);

    assertThat(reply).isInstanceOf(Reply.Refused.class);
    assertThat(((Reply.Refused) reply).message())
        .hasSize(GrpcWeb.MESSAGE_MAX)
        .startsWith("a b")
        .doesNotContain("\n");
  }

  @Test
  void neverThrowsWhateverTheOctets() {
    Random random = new Random(5);
    for (int i = 0; i < 20_000; i++) {
      byte[] octets = new byte[random.nextInt(40)];
      random.nextBytes(octets);
      if (octets.length > 4 && random.nextBoolean()) {
        octets[0] = (byte) (random.nextBoolean() ? 0 : 0x80);
        octets[1] = 0;
        octets[2] = 0;
        octets[3] = 0;
      }
      Reply reply = GrpcWeb.reply(200, Optional.empty(), Optional.of("%zz"), Bytes.of(octets));
      assertThat(reply).isNotNull();
    }
  }
}
