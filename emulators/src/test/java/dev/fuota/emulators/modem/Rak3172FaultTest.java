package dev.fuota.emulators.modem;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fuota.protocol.codec.Bytes;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What can be made to go wrong. */
class Rak3172FaultTest {
  @Test
  @DisplayName("Busy three times, then as before")
  void busy() {
    Terminal terminal = Terminal.joined();
    terminal.modem.inject(Fault.BUSY);
    for (int i = 0; i < 3; i++) {
      assertThat(terminal.say("AT+SEND=2:01")).containsExactly("AT_BUSY_ERROR");
    }
    assertThat(terminal.say("AT+SEND=2:01")).containsExactly("OK");
  }

  @Test
  @DisplayName("The event of an uplink comes before its OK")
  void eventFirst() {
    Terminal terminal = Terminal.joined();
    terminal.modem.inject(Fault.EVENT_FIRST);
    assertThat(terminal.say("AT+SEND=2:01")).isEmpty();
    assertThat(terminal.run(10)).containsExactly("+EVT:TX_DONE", "OK");
  }

  @Test
  @DisplayName("Split lines are whole in the end, and come in pieces")
  void split() {
    Terminal terminal = Terminal.usual();
    terminal.modem.inject(Fault.SPLIT);
    terminal.say("AT+VER=?");
    terminal.world.run(Duration.ofMillis(8));
    assertThat(terminal.saidOctets()).isBetween(1, 5);
    assertThat(terminal.run(1)).containsExactly("AT+VER=RUI_4.2.1_RAK3172-E", "OK");
  }

  @Test
  @DisplayName("Garbage comes before a line that can be read")
  void garbage() {
    Terminal terminal = Terminal.usual();
    terminal.modem.inject(Fault.GARBAGE);
    terminal.type("AT\r");
    String text = terminal.text();
    assertThat(text).endsWith("\nOK\r\n").hasSizeGreaterThan(4);
    terminal.modem.inject(Fault.HEALED);
    assertThat(terminal.say("AT")).containsExactly("OK");
  }

  @Test
  @DisplayName("Half a line, then whole ones")
  void halfLine() {
    Terminal terminal = Terminal.usual();
    terminal.modem.inject(Fault.HALF_LINE);
    terminal.type("AT+VER=?\r");
    assertThat(terminal.text()).isEqualTo("AT+VER=RUI_4.2OK\r\n");
    assertThat(terminal.say("AT")).containsExactly("OK");
  }

  @Test
  @DisplayName("OK to everything does nothing; silence says nothing")
  void emptyWords() {
    Terminal terminal = Terminal.usual();
    terminal.modem.inject(Fault.YES_TO_ALL);
    assertThat(terminal.say("AT+VER=?")).containsExactly("OK");
    assertThat(terminal.say("AT+JOIN=1")).containsExactly("OK");
    assertThat(terminal.run(30)).isEmpty();
    assertThat(terminal.network.joins).isZero();
    terminal.modem.inject(Fault.SILENCE);
    assertThat(terminal.say("AT")).isEmpty();
  }

  @Test
  @DisplayName("Ten mebioctets come without a line end, at the pace of the line")
  void flood() {
    Terminal terminal = Terminal.usual();
    terminal.modem.inject(Fault.FLOOD);
    terminal.world.run(Duration.ofSeconds(1));
    assertThat(terminal.saidOctets()).isBetween(10_000, 13_000);
    terminal.world.run(Duration.ofMinutes(20));
    assertThat(terminal.saidOctets()).isEqualTo(10 << 20);
    assertThat(terminal.text()).doesNotContain("\n", "\r");
  }

  @Test
  @DisplayName("A restart in the middle of an uplink ends it without a word")
  void rebootWhileSending() {
    Terminal terminal = Terminal.joined();
    terminal.network.answer(201, Bytes.fromHex("AB"), 2, false);
    terminal.say("AT+SEND=2:01");
    terminal.modem.inject(Fault.REBOOT);
    assertThat(terminal.run(30)).noneMatch(line -> line.startsWith("+EVT"));
    assertThat(terminal.network.listening()).isEmpty();
  }
}
