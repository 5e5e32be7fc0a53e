package dev.fuota.linux.probe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fuota.hal.net.EventLoop;
import dev.fuota.linux.LoopThread;
import dev.fuota.linux.libc.Pty;
import dev.fuota.linux.probe.Finding.State;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PortQueryTest {

  private static Finding ask(Map<String, String> answers, int millis) throws Exception {
    try (LoopThread far = new LoopThread();
        EventLoop loop = new EventLoop(System::nanoTime, Instant.EPOCH)) {
      Pty pty = far.on(() -> Pty.open(far.loop));
      far.on(
          () ->
              pty.onOctets(
                  (octets, length) -> {
                    String asked = new String(octets, 0, length, StandardCharsets.US_ASCII).strip();
                    String answer = answers.getOrDefault(asked, answers.getOrDefault("*", ""));
                    pty.write(answer.getBytes(StandardCharsets.ISO_8859_1));
                  }));
      Finding found = new PortQuery(loop, Duration.ofMillis(millis)).ask(pty.slave());
      far.on(pty::close);
      return found;
    }
  }

  @Test
  void knowsARakModule() throws Exception {
    Finding found = ask(Map.of("AT+VER=?", "AT+VER=RUI_4.2.1_RAK3172-E\r\nOK\r\n"), 5_000);
    assertThat(found.state()).isEqualTo(State.OK);
    assertThat(found.text()).contains("RUI_4.2.1_RAK3172-E", "115200", "'rak3172'");
  }

  @Test
  void warnsOfARakModuleThatAnswersTheServerItself() throws Exception {
    Finding found = ask(Map.of("AT+VER=?", "AT+VER=RUI_5.0.1_RAK3172-E\r\nOK\r\n"), 5_000);
    assertThat(found.state()).isEqualTo(State.WARNING);
    assertThat(found.text()).contains("RUI_5.0.1", "answers on FPort 200 to 202 itself");
    assertThat(found.whatToType()).startsWith("put RUI3 4.2.1 on it");
  }

  @Test
  void warnsOfARakModuleThatIsTooOld() throws Exception {
    Finding found = ask(Map.of("AT+VER=?", "AT+VER=RUI_3.5.4_RAK3172-E\r\nOK\r\n"), 5_000);
    assertThat(found.state()).isEqualTo(State.WARNING);
    assertThat(found.whatToType()).isEqualTo("put RUI3 4.2.1 on it");
  }

  @Test
  void knowsAnRn2483() throws Exception {
    Finding found =
        ask(
            Map.of(
                "sys get ver", "RN2483 1.0.5 Oct 31 2018 15:06:52\r\n", "*", "invalid_param\r\n"),
            400);
    assertThat(found.state()).isEqualTo(State.OK);
    assertThat(found.text()).contains("RN2483 1.0.5", "57600", "'rn2483'");
  }

  @Test
  void saysWhatCannotBeUsed() throws Exception {
    Finding found = ask(Map.of("AT+DEV?", "+OK=ABZ\r", "*", "+ERR\r"), 400);
    assertThat(found.state()).isEqualTo(State.WARNING);
    assertThat(found.text()).contains("Arduino's firmware", "not supported");
  }

  @Test
  void knowsAnStm32wl() throws Exception {
    Finding found =
        ask(
            Map.of(
                "AT+VER=?",
                "APPLICATION_VERSION: V1.3.1\r\nMW_LORAWAN_VERSION:  V2.5.0\r\n\r\nOK\r\n",
                "*",
                "\r\nAT_ERROR\r\n"),
            400);
    assertThat(found.state()).isEqualTo(State.OK);
    assertThat(found.text()).contains("V1.3.1", "'st-at-slave'");
  }

  @Test
  void knowsAWioE5() throws Exception {
    Finding found = ask(Map.of("AT+VER", "+VER: 4.0.11\r\n", "*", "+AT: ERROR(-1)\r\n"), 400);
    assertThat(found.state()).isEqualTo(State.OK);
    assertThat(found.text()).contains("4.0.11", "9600", "'wio-e5'");
  }

  @Test
  void garbageIsNoAnswerAndIsNotShown() throws Exception {
    Finding found = ask(Map.of("*", "\u001b[2J\u0000\u00ff".repeat(1000)), 50);
    assertThat(found.state()).isEqualTo(State.WARNING);
    assertThat(found.text()).contains("nothing that we know answers").doesNotContain("\u001b");
  }

  @Test
  void whatPrintsControlCharactersIsShownWithoutThem() throws Exception {
    Finding found = ask(Map.of("AT+VER=?", "RUI\u001b]0;evil\u0007\r\n"), 5_000);
    assertThat(found.text()).contains("'RUI?]0;evil?'");
  }

  @Test
  void saysWhyAPortDoesNotOpen() {
    try (EventLoop loop = new EventLoop(System::nanoTime, Instant.EPOCH)) {
      Finding found = new PortQuery(loop, PortQuery.PATIENCE).ask(Path.of("/dev/ttyUSB77"));
      assertThat(found.state()).isEqualTo(State.MISSING);
      assertThat(found.text()).startsWith("/dev/ttyUSB77").contains("does not exist");
    }
  }
}
