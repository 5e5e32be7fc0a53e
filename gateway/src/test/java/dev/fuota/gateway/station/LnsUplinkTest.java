package dev.fuota.gateway.station;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fuota.protocol.codec.Bytes;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LnsUplinkTest {
  private static final UpInfo INFO = new UpInfo(0, 1, 0, -80, 7.5, 0);

  private static String message(String phy) {
    return new LnsUplink(Bytes.fromHex(phy), 5, 868_100_000, INFO)
        .encode()
        .map(text -> new String(text.toArray(), StandardCharsets.UTF_8))
        .orElse("");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "00", // no join-request
        "40010203040000", // cut
        "400102030401000001020304", // one octet of FOpts is not there
        "6001020304000000aa01020304", // a downlink
        "2001020304000000aa01020304" // a join-accept
      })
  void tellsNothingOf(String phy) {
    assertThat(message(phy)).isEmpty();
  }

  @Test
  @DisplayName("A frame without port has port -1, and signed numbers are signed")
  void dataWithoutPort() {
    assertThat(message("40ffffffff00ffff" + "ffffffff"))
        .contains("\"DevAddr\":-1", "\"FCnt\":65535", "\"FPort\":-1", "\"MIC\":-1");
  }

  @Test
  @DisplayName("Proprietary frames and rejoin-requests that do not fit go whole")
  void wholeFrames() {
    assertThat(message("e00102")).contains("\"msgtype\":\"propdf\"", "\"FRMPayload\":\"E00102\"");
    assertThat(message("c0" + "00".repeat(18))).contains("\"msgtype\":\"propdf\"");
    assertThat(message("c0" + "00".repeat(22))).contains("\"msgtype\":\"rejoin\"");
  }
}
