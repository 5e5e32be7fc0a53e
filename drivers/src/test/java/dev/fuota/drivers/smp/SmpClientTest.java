package dev.fuota.drivers.smp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fuota.hal.serial.SerialLine;
import dev.fuota.hal.sim.Simulation;
import dev.fuota.protocol.codec.Bytes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SmpClientTest {
  private static final SmpRequest ECHO =
      SmpRequest.write(SmpCommand.ECHO, Cbor.Fields.NONE.with("d", "hi"), Duration.ofSeconds(2), 3);

  private final Simulation simulation = new Simulation(1);
  private final List<Bytes> sent = new ArrayList<>();
  private final List<SmpAnswer> answers = new ArrayList<>();
  private final SmpClient client = new SmpClient(new Wire(), simulation);

  /** An open line into nothing. */
  private final class Wire implements SerialLine {
    @Override
    public void listen(Listener listener) {}

    @Override
    public boolean isOpen() {
      return true;
    }

    @Override
    public boolean write(byte[] octets) {
      sent.add(Bytes.of(octets));
      return true;
    }

    @Override
    public void close() {}
  }

  private void hear(SmpMessage message) {
    byte[] lines = ConsoleFrames.encode(message.encode());
    client.onOctets(lines, lines.length);
  }

  private static SmpMessage echoed(int sequence) {
    return new SmpMessage(
        SmpMessage.Op.WRITE_RESPONSE,
        0,
        SmpCommand.ECHO,
        sequence,
        Cbor.Fields.NONE.with("r", "hi"));
  }

  @Test
  void asksAgainWithTheSameOctetsAndThenGivesUp() {
    client.ask(ECHO, answers::add);
    simulation.run(Duration.ofMillis(5999));
    assertThat(sent).hasSize(3);
    assertThat(sent.get(1)).isEqualTo(sent.get(0));
    assertThat(answers).isEmpty();
    simulation.run(Duration.ofMillis(1));
    assertThat(answers).containsExactly(new SmpAnswer.Silent("the target does not answer"));
  }

  @Test
  void aLateAnswerToTheFirstAttemptCountsAndTheNextOneIsPassedOver() {
    client.ask(ECHO, answers::add);
    simulation.run(Duration.ofSeconds(3));
    hear(echoed(1));
    hear(echoed(1));
    assertThat(answers).containsExactly(new SmpAnswer.Done(Cbor.Fields.NONE.with("r", "hi")));
    client.ask(ECHO, answers::add);
    hear(echoed(1));
    assertThat(answers).hasSize(1);
    hear(echoed(2));
    assertThat(answers).hasSize(2);
  }
}
