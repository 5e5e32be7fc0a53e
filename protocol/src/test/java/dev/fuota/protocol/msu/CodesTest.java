package dev.fuota.protocol.msu;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Numbers that go over the wire or that peers count on: none may move. */
class CodesTest {

  @Test
  @DisplayName("Subcodes of responses: 1 to 22 for Connect, 25 to 28 for Disconnect (MSU-058)")
  void subcodesOfResponses() {
    assertThat(
            Stream.of(
                    ResponseCode.GOOD,
                    ResponseCode.IP,
                    ResponseCode.WHITELIST_IP,
                    ResponseCode.LOGIN_INFO,
                    ResponseCode.FILE_NAME,
                    ResponseCode.MAC,
                    ResponseCode.HARDWARE_ID,
                    ResponseCode.PRODUCT_ID,
                    ResponseCode.MODEL_NAME,
                    ResponseCode.VENDOR_ID,
                    ResponseCode.PRODUCT_NAME,
                    ResponseCode.FW_VERSION,
                    ResponseCode.SW_VERSION,
                    ResponseCode.AUTHENTICATION_LEVEL,
                    ResponseCode.BUSY,
                    ResponseCode.TRANSACTION_ID,
                    ResponseCode.STORAGE,
                    ResponseCode.PROTOCOL_VERSION,
                    ResponseCode.MALFORMED,
                    ResponseCode.LOCKOUT,
                    ResponseCode.SECURITY,
                    ResponseCode.NOT_READY,
                    ResponseCode.LOCAL_POLICY)
                .map(ResponseCode::number))
        .isEqualTo(IntStream.rangeClosed(0, 22).boxed().toList());
    assertThat(
            Stream.of(
                    ResponseCode.DISCONNECT_IP,
                    ResponseCode.DISCONNECT_AUTHENTICATION_LEVEL,
                    ResponseCode.DISCONNECT_TRANSACTION_ID,
                    ResponseCode.DISCONNECT_TIMEOUT)
                .map(ResponseCode::number))
        .containsExactly(25, 26, 27, 28);
    assertThat(numbersWithoutMeaning(number -> new ResponseCode(number).meaning()))
        .startsWith(23, 24, 29)
        .hasSize(256 - 27);
  }

  @Test
  @DisplayName("Error codes of Status: 0 to 21 and 255")
  void errorCodesOfStatus() {
    assertThat(
            Stream.of(
                    StatusCode.NONE,
                    StatusCode.CRC_MISMATCH,
                    StatusCode.INCOMPLETE,
                    StatusCode.TIMEOUT,
                    StatusCode.ABORTED,
                    StatusCode.DISCONNECTED,
                    StatusCode.STORAGE,
                    StatusCode.IO,
                    StatusCode.SIGNATURE,
                    StatusCode.HARDWARE,
                    StatusCode.VERSION_POLICY,
                    StatusCode.BAD_PARAMETERS,
                    StatusCode.NAME_POLICY,
                    StatusCode.TOO_MANY_FILES,
                    StatusCode.LOCAL_STOP,
                    StatusCode.NOT_ADDRESSED,
                    StatusCode.NO_TRANSACTION,
                    StatusCode.JOIN_FAILED,
                    StatusCode.ACTIVATION_FAILED,
                    StatusCode.RESOURCES,
                    StatusCode.SUPERSEDED,
                    StatusCode.BUSY)
                .map(StatusCode::number))
        .isEqualTo(IntStream.rangeClosed(0, 21).boxed().toList());
    assertThat(StatusCode.UNSPECIFIED.number()).isEqualTo(255);
  }

  @Test
  @DisplayName("What a client wishes unless it is told otherwise (MSU-033)")
  void timingWishes() {
    assertThat(DeviceParameters.DEFAULT)
        .isEqualTo(new DeviceParameters(10, 3000, 5000, 2, 2, 10, 32));
  }

  private static Stream<Integer> numbersWithoutMeaning(IntFunction<String> meaning) {
    return IntStream.rangeClosed(0, 255)
        .filter(number -> meaning.apply(number).equals("not defined"))
        .boxed();
  }
}
