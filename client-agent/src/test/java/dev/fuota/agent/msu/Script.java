package dev.fuota.agent.msu;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.msu.Ipv4;
import dev.fuota.protocol.msu.LocalCommand;
import dev.fuota.protocol.msu.MsuMessage;
import dev.fuota.protocol.msu.Status;
import dev.fuota.protocol.msu.StatusCode;
import dev.fuota.protocol.msu.StatusResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.assertj.core.data.Offset;

/**
 * A conversation with a client: what happens when, and what the client must send in which window;
 * nothing else. It is played with every random time at the beginning, in the middle and at the end
 * of its window, so a window that is too long fails as well as one that is too short.
 */
final class Script {
  private static final double[] FRACTIONS = {0, 0.5, Math.nextDown(1.0)};

  private final List<Step> steps = new ArrayList<>();
  private final List<Expected> expected = new ArrayList<>();
  private MsuClientConfig config = MsuClientConfig.open();
  private Consumer<MsuBench> setup = bench -> {};

  private record Step(long ms, Consumer<MsuBench> action) {}

  private record Expected(long from, long to, MsuMessage message) {}

  Script config(MsuClientConfig with) {
    config = with;
    return this;
  }

  Script setup(Consumer<MsuBench> before) {
    setup = before;
    return this;
  }

  Script at(long ms, Consumer<MsuBench> action) {
    steps.add(new Step(ms, action));
    return this;
  }

  /** The server sends. */
  Script at(long ms, MsuMessage message) {
    return at(ms, bench -> bench.from(Cycle.SERVER, message));
  }

  Script from(Ipv4 source, long ms, MsuMessage message) {
    return at(ms, bench -> bench.from(source, message));
  }

  Script local(long ms, LocalCommand command) {
    return at(ms, bench -> bench.command(command));
  }

  /** These frames of a chunk, 10 ms from one to the next. */
  Script frames(long ms, int chunk, int... sequences) {
    for (int i = 0; i < sequences.length; i++) {
      at(ms + 10L * i, Cycle.frame(chunk, sequences[i]));
    }
    return this;
  }

  /** Connect at 0, Notification at 500, and the whole first chunk from 5500, closed at 8540. */
  Script begun() {
    return announced().frames(5500, 1, 1, 2, 3, 4).at(8540, Cycle.closed());
  }

  /** Connect at 0, Notification at 500. */
  Script announced() {
    return at(0, Cycle.connect(Cycle.ID))
        .expect(0, 0, accepted(Cycle.ID))
        .at(500, Cycle.announce(Cycle.ID));
  }

  static MsuMessage accepted(int id) {
    return dev.fuota.protocol.msu.ConnectResponse.to(id, dev.fuota.protocol.msu.ResponseCode.GOOD);
  }

  Script expect(long from, long to, MsuMessage message) {
    expected.add(new Expected(from, to, message));
    return this;
  }

  /** Both copies of a result that is known at {@code ms}. */
  Script expectResult(long ms, StatusCode code, int rounds) {
    MsuMessage status = status(code, rounds);
    return expect(ms, ms + 250, status).expect(ms + 10, ms + 260, status);
  }

  static StatusResponse status(StatusCode code, int rounds) {
    Status status = code.equals(StatusCode.NONE) ? Status.PASS : Status.FAIL;
    return new StatusResponse(status, code, Cycle.ID, MsuBench.CLIENT, rounds);
  }

  static StatusResponse inProgress(int id, int rounds) {
    return new StatusResponse(Status.IN_PROGRESS, StatusCode.NONE, id, MsuBench.CLIENT, rounds);
  }

  /** Plays it, and then {@code check}. */
  void play(long untilMs, Consumer<MsuBench> check) {
    for (double fraction : FRACTIONS) {
      MsuBench bench = new MsuBench(config, fraction);
      setup.accept(bench);
      bench.started();
      steps.forEach(
          step ->
              bench.world.after(Duration.ofMillis(step.ms()), () -> step.action().accept(bench)));
      bench.runUntil(untilMs);
      compare(bench, fraction);
      check.accept(bench);
    }
  }

  private void compare(MsuBench bench, double fraction) {
    List<String> want = new ArrayList<>();
    List<String> got = new ArrayList<>();
    expected.forEach(one -> want.add(one.message().toString()));
    bench.sent.forEach(one -> got.add(one.message().toString()));
    assertThat(got).as("at " + fraction).isEqualTo(want);
    for (int i = 0; i < expected.size(); i++) {
      Expected one = expected.get(i);
      MsuBench.Sent sent = bench.sent.get(i);
      assertThat(sent.octets()).isEqualTo(one.message().encoded());
      assertThat(sent.ms())
          .as("at " + fraction + " " + one.message())
          .isCloseTo(one.from() + fraction * (one.to() - one.from()), Offset.offset(1.0));
    }
  }

  static Consumer<MsuBench> ends(MsuState state, Bytes file, StatusResponse status) {
    return bench -> {
      assertThat(bench.client.state()).isEqualTo(state);
      assertThat(bench.client.status()).isEqualTo(status);
      assertThat(bench.disk.published()).hasSize(1);
      assertThat(bench.published("fw.bin")).isEqualTo(file);
    };
  }

  static Consumer<MsuBench> endsWithout(MsuState state, StatusResponse status) {
    return bench -> {
      assertThat(bench.client.state()).isEqualTo(state);
      assertThat(bench.client.status()).isEqualTo(status);
      assertThat(bench.disk.published()).isEmpty();
    };
  }
}
