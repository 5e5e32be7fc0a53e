package dev.fuota.linux.libc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fuota.linux.libc.GpioLine.Use;
import java.util.StringJoiner;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What is expected here was printed by a C program that fills the structures of the kernel's own
 * headers: each octet that is not zero, with its place.
 */
class KernelApiTest {
  private static final String FUOTA = " 256:66 257:75 258:6f 259:74 260:61";

  private static String octets(byte[] structure) {
    StringJoiner set = new StringJoiner(" ");
    for (int i = 0; i < structure.length; i++) {
      if (structure[i] != 0) {
        set.add("%d:%02x".formatted(i, structure[i]));
      }
    }
    return set.toString();
  }

  @ParameterizedTest
  @CsvSource({
    "INPUT, 16, 0:10, 288:04 289:04 560:01",
    "INPUT_RISING, 16, 0:10, 288:14 289:04 560:01",
    "INPUT_BOTH, 16, 0:10, 288:34 289:04 560:01",
    "OUTPUT_HIGH, 21, 0:15, 288:08 296:01 320:02 328:01 336:01 560:01",
    "OUTPUT_LOW, 21, 0:15, 288:08 296:01 320:02 336:01 560:01"
  })
  void requestsALineAsTheHeaderSays(Use use, int line, String offset, String rest) {
    byte[] request = GpioLine.request(line, "fuota", use);
    assertThat(request).hasSize(592);
    assertThat(octets(request)).isEqualTo(offset + FUOTA + " " + rest);
  }

  @Test
  void cutsANameThatIsTooLong() {
    byte[] request = GpioLine.request(0, "x".repeat(100), Use.INPUT);
    assertThat(request[286]).isEqualTo((byte) 'x');
    assertThat(request[287]).isZero();
  }

  @Test
  void transfersAsTheHeaderSays() {
    assertThat(octets(SpiDevice.transfer(0x1122334455667788L, 260, 2_000_000)))
        .isEqualTo(
            "0:88 1:77 2:66 3:55 4:44 5:33 6:22 7:11 8:88 9:77 10:66 11:55 12:44 13:33 14:22"
                + " 15:11 16:04 17:01 20:80 21:84 22:1e 26:08");
  }
}
